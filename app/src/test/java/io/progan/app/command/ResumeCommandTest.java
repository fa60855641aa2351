package io.progan.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.progan.core.snapshot.RunFolder;
import io.progan.core.snapshot.RunLock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResumeCommandTest {

  @TempDir Path folder;
  private Path run;

  @BeforeEach
  void trainsOneRun() {
    assertThat(train("results", "0.064").exitCode()).isZero();
    run = folder.resolve("results/000-pgan-noto-emoji-preset-quickstart-fp32");
  }

  private Cli.Result train(String results, String totalKimg, String... options) {
    List<Object> words =
        new ArrayList<>(
            List.of(
                "train",
                "--data-dir=" + folder.resolve("data"),
                "--results=" + folder.resolve(results),
                "--total-kimg=" + totalKimg,
                "--set=sched.tickKimgBase=0.032",
                "--set=sched.tickKimgDict={}",
                "--set=train.networkSnapshotTicks=1",
                "--set=generator.fmapMax=8",
                "--set=discriminator.fmapMax=8"));
    words.addAll(Arrays.asList(options));
    return Cli.run(words.toArray());
  }

  private Cli.Result resume(Object target, String... options) {
    List<Object> words =
        new ArrayList<>(List.of("train", "--resume", target, "--results", run.getParent()));
    words.addAll(Arrays.asList(options));
    return Cli.run(words.toArray());
  }

  @Test
  void extendsAFinishedRunAsIfItHadNeverStopped() throws IOException {
    assertThat(train("whole", "0.128").exitCode()).isZero();

    Cli.Result result = resume(0, "--total-kimg=0.128");

    assertThat(result.exitCode()).as(result.err()).isZero();
    assertThat(result.out()).contains("going on at 0.064 kimg from " + run);
    Path whole = folder.resolve("whole").resolve(run.getFileName());
    for (String file : List.of("network-final.npz", "config.json", "fakes000000.png")) {
      assertThat(Files.mismatch(run.resolve(file), whole.resolve(file))).as(file).isEqualTo(-1);
    }
    assertThat(Files.readAllLines(run.resolve("stats.jsonl")))
        .hasSameSizeAs(Files.readAllLines(whole.resolve("stats.jsonl")));
    assertThat(run.resolve("log.txt")).content().contains("writing to ", "going on at ");
    assertThat(run.resolve("_training-done.txt")).exists();
    assertThat(run.resolveSibling("001-pgan-noto-emoji-preset-quickstart-fp32")).doesNotExist();
  }

  @Test
  void theDatasetIsLookedForWhereItWas() throws IOException {
    Path moved = Files.move(folder.resolve("data"), folder.resolve("moved"));

    Cli.Result lost = resume(run, "--total-kimg=0.096");
    assertThat(lost.exitCode()).isEqualTo(2);
    assertThat(lost.err())
        .hasLineCount(1)
        .contains(folder.resolve("data/noto-emoji") + ": the run's dataset is not there any more");
    assertThat(resume(run, "--total-kimg=0.096", "--data-dir=" + moved).exitCode()).isZero();
    assertThat(resume(run, "--total-kimg=0.128").exitCode()).isZero();
  }

  @Test
  void finishedRunSaysSo() {
    Cli.Result result = resume(run);
    assertThat(result.exitCode()).isZero();
    assertThat(result.out())
        .isEqualTo(run + ": finished at 0.064 kimg; a larger --total-kimg" + " extends it\n");
    assertThat(resume("latest").exitCode()).isEqualTo(2);
  }

  @Test
  void damagedSnapshotIsNamedAndTheOneBeforeIsUsed() throws IOException {
    Files.delete(run.resolve("_training-done.txt"));
    Files.createDirectory(run.resolve("network-snapshot-000006.npz"));
    Files.write(run.resolve("network-snapshot-000005.npz"), new byte[0]);
    Files.write(
        run.resolve("network-snapshot-000004.npz"),
        Arrays.copyOf(Files.readAllBytes(run.resolve("network-final.npz")), 5000));

    Cli.Result result = resume("latest", "--total-kimg=0.096");

    assertThat(result.exitCode()).as(result.err()).isZero();
    assertThat(result.err())
        .contains("network-snapshot-000006.npz: a folder, not a snapshot; trying the one")
        .contains("network-snapshot-000005.npz: an empty file, not a snapshot; trying the one")
        .contains("network-snapshot-000004.npz: damaged");
    assertThat(result.out()).contains("from " + run.resolve("network-snapshot-000000.npz"));
  }

  @Test
  void nothingCompleteIsOneMoreLine() throws IOException {
    Files.delete(run.resolve("network-final.npz"));
    Files.write(run.resolve("network-snapshot-000000.npz"), new byte[3]);
    Cli.Result result = resume(run.getFileName());
    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.err()).hasLineCount(2).contains("no snapshot that is complete");
  }

  @Test
  void aRunWithoutASnapshotBeginsAgain() throws IOException {
    Path copy = folder.resolve("expected.npz");
    Files.move(run.resolve("network-final.npz"), copy);
    Files.delete(run.resolve("network-snapshot-000000.npz"));
    Files.delete(run.resolve("_training-done.txt"));
    long ticks = ticks();
    assertThat(ticks).isPositive();

    Cli.Result result = resume("latest");

    assertThat(result.exitCode()).as(result.err()).isZero();
    assertThat(result.err()).contains("no snapshot yet; beginning again from the start");
    assertThat(Files.mismatch(run.resolve("network-final.npz"), copy)).isEqualTo(-1);
    assertThat(ticks()).isEqualTo(ticks);
    assertThat(Files.readAllLines(run.resolve("stats.jsonl"))).hasSize((int) ticks);
  }

  private long ticks() throws IOException {
    try (Stream<String> lines = Files.lines(run.resolve("log.txt"))) {
      return lines.filter(line -> line.startsWith("tick")).count();
    }
  }

  @Test
  void aRunThatIsTrainedElsewhereIsRefused() throws IOException {
    RunLock lock = RunLock.take(new RunFolder(run));
    try (lock) {
      Cli.Result result = resume(run, "--total-kimg=1");
      assertThat(result.exitCode()).isEqualTo(1);
      assertThat(result.err())
          .contains("process " + ProcessHandle.current().pid() + " is training this run")
          .hasLineCount(1);
    }
  }

  @Test
  void replicasThatWouldMakeItAnotherTrainingAreRefused() {
    Cli.Result refused = resume(run, "--total-kimg=1", "--gpus=3");
    assertThat(refused.exitCode()).isEqualTo(2);
    assertThat(refused.err())
        .contains("--gpus 3: would be another training at 4x4")
        .hasLineCount(1);
    Cli.Result same = resume(run, "--total-kimg=0.096", "--gpus=2");
    assertThat(same.exitCode()).as(same.err()).isZero();
  }

  @Test
  void aDivergedRunIsTriedFiveTimesAgain() throws IOException {
    Cli.Result result =
        train(
            "diverged",
            "0.128",
            "--set=sched.gLrateBase=10",
            "--set=sched.dLrateBase=10",
            "--on-divergence=rollback",
            "--preflight");
    assertThat(result.exitCode()).as(result.err()).isEqualTo(3);
    assertThat(result.err())
        .contains("rollback 1 of 5", "rollback 5 of 5", "(after 5 rollbacks without progress)")
        .contains("training diverged at ");
    assertThat(result.out()).contains("preflight: 4x4 stable, 16 images a replica: ");
  }

  @Test
  void anotherDatasetIsRefused() {
    Path other = folder.resolve("other");
    assertThat(Cli.run("dataset", "create_from_images", other, pictures()).exitCode()).isZero();
    Cli.Result result = resume(run, "--total-kimg=1", "--dataset=" + other);
    assertThat(result.exitCode()).as(result.err()).isEqualTo(2);
    assertThat(result.err()).contains("the run was trained on 32x32").hasLineCount(1);
  }

  private Path pictures() {
    try {
      Path pictures = Files.createDirectory(folder.resolve("pictures"));
      var image = new java.awt.image.BufferedImage(8, 8, java.awt.image.BufferedImage.TYPE_INT_RGB);
      javax.imageio.ImageIO.write(image, "png", pictures.resolve("black.png").toFile());
      return pictures;
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
