package io.progan.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Snapshots that stay since they are the best. */
class BestSnapshotsTest {

  private static final String COLUMN = "SWDx1e3_avg";

  @TempDir Path folder;

  private Path run() {
    return folder.resolve("results/000-pgan-noto-emoji-preset-quickstart-fp32");
  }

  private Cli.Result train(int totalKimg, String... more) {
    List<Object> words =
        new ArrayList<>(
            List.of(
                "train",
                "--data-dir=" + folder.resolve("data"),
                "--results=" + folder.resolve("results"),
                "--total-kimg=" + totalKimg,
                "--set=sched.tickKimgBase=1",
                "--set=sched.tickKimgDict={}",
                "--set=sched.minibatchBase=1000",
                "--set=sched.minibatchDict={}",
                "--set=train.minibatchRepeats=1",
                "--set=train.networkSnapshotTicks=1",
                "--set=generator.fmapMax=4",
                "--set=discriminator.fmapMax=4"));
    words.addAll(Arrays.asList(more));
    return Cli.run(words.toArray());
  }

  private Cli.Result resume(int totalKimg, String... more) {
    List<Object> words =
        new ArrayList<>(List.of("train", "--resume", run(), "--total-kimg=" + totalKimg));
    words.addAll(Arrays.asList(more));
    return Cli.run(words.toArray());
  }

  private List<String> snapshots() throws IOException {
    try (Stream<Path> files = Files.list(run())) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.startsWith("network-snapshot"))
          .sorted()
          .toList();
    }
  }

  private Path export(Path target, String option) throws IOException {
    Path out = Files.createTempDirectory(folder, "export").resolve("weights.npz");
    Cli.Result result = Cli.run("export", "weights", target, option, "--out=" + out);
    assertThat(result.exitCode()).as(result.err()).isZero();
    return out;
  }

  /** Writes into the results that a snapshot has a value. */
  private void pretend(String snapshot, double value) throws IOException {
    List<String> lines = new ArrayList<>();
    for (String line : Files.readAllLines(run().resolve("metrics.jsonl"))) {
      ObjectNode json = (ObjectNode) new ObjectMapper().readTree(line);
      if (json.at("/snapshot/file").asText().equals(snapshot)) {
        ((ObjectNode) json.get("values")).put(COLUMN, value);
      }
      lines.add(json.toString());
    }
    Files.write(run().resolve("metrics.jsonl"), lines);
  }

  @Test
  void theBestStaysWhateverComesAfterIt() throws IOException {
    Cli.Result begun =
        train(2, "--metrics=swd", "--metrics-images=8", "--keep-snapshots=last=1,best=1:swd");
    assertThat(begun.exitCode()).as(begun.err()).isZero();
    pretend("network-snapshot-000002.npz", 0.5);

    Cli.Result gone = resume(4);

    assertThat(gone.exitCode()).as(gone.err()).isZero();
    assertThat(gone.out())
        .doesNotContain("metrics kimg 1")
        .contains("metrics kimg 3  SWDx1e3_32", "metrics kimg 4  SWDx1e3_32");
    assertThat(snapshots())
        .containsExactly("network-snapshot-000002.npz", "network-snapshot-000004.npz");
    Cli.Result shown = Cli.run("runs", "show", run());
    assertThat(shown.out())
        .contains("best       swd: network-snapshot-000002.npz, SWDx1e3_avg 0.5000");
    JsonNode json = new ObjectMapper().readTree(Cli.run("runs", "show", run(), "--json").out());
    assertThat(json.at("/best/swd/snapshot").asText()).endsWith("network-snapshot-000002.npz");
    assertThat(json.at("/best/swd/value").asDouble()).isEqualTo(0.5);

    Path best = export(run(), "--best=swd");
    assertThat(best)
        .hasSameBinaryContentAs(export(run().resolve("network-snapshot-000002.npz"), "--json"));
    assertThat(Files.mismatch(best, export(run(), "--json"))).isNotNegative();

    // A file of that name with other content is not what was measured.
    Files.copy(
        run().resolve("network-snapshot-000004.npz"),
        run().resolve("network-snapshot-000002.npz"),
        java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    assertThat(Cli.run("runs", "show", run()).out()).doesNotContain("0.5000");
  }

  @Test
  void whatWasNotMeasuredIsMeasuredWhenTheRunGoesOn() throws IOException {
    assertThat(train(1, "--keep-snapshots=best=1:swd", "--metrics=swd@1").exitCode()).isZero();
    Files.delete(run().resolve("metrics.jsonl"));

    Cli.Result gone = resume(2, "--metrics-images=8");

    assertThat(gone.exitCode()).as(gone.err()).isZero();
    assertThat(gone.out()).contains("metrics kimg 1  SWDx1e3_32", "metrics kimg 2  SWDx1e3_32");
    Cli.Result none = resume(3, "--metrics=none");
    assertThat(none.exitCode()).isEqualTo(2);
    assertThat(none.err()).contains("this run does not measure swd").hasLineCount(1);
    assertThat(resume(3, "--metrics=none", "--keep-snapshots=last=1").exitCode()).isZero();
    assertThat(snapshots()).containsExactly("network-snapshot-000003.npz");
  }

  @Test
  void aMetricThatIsNotMeasuredIsRefusedByName() {
    for (String when : List.of("--dry-run", "--mirror")) {
      Cli.Result other = train(1, when, "--metrics=msssim@2", "--keep-snapshots=best=3:swd");
      assertThat(other.exitCode()).isEqualTo(2);
      assertThat(other.err())
          .isEqualTo(
              "progan: --keep-snapshots last=1,best=3:swd: this run does not measure swd;"
                  + " add --metrics swd, or leave out best=3:swd\n");
    }
    Cli.Result unknown = train(1, "--keep-snapshots=best=3:fidd");
    assertThat(unknown.exitCode()).isEqualTo(2);
    assertThat(unknown.err())
        .contains("--keep-snapshots: no metric is called 'fidd'; did you mean fid?")
        .hasLineCount(1);
    assertThat(folder.resolve("results")).doesNotExist();
  }
}
