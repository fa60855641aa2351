package io.progan.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A training that is good at 4x4, and whose learning rates are far too high from 8x8 on. */
class RollbackCommandTest {

  @TempDir Path folder;

  private Path run() {
    return folder.resolve("results/000-pgan-noto-emoji-preset-quickstart-fp32");
  }

  private Cli.Result train(String... more) {
    List<Object> words =
        new ArrayList<>(
            List.of(
                "train",
                "--data-dir=" + folder.resolve("data"),
                "--results=" + folder.resolve("results"),
                "--total-kimg=4",
                "--set=sched.lodTrainingKimg=2",
                "--set=sched.lodTransitionKimg=2",
                "--set=sched.gLrateDict={\"8\":10}",
                "--set=sched.dLrateDict={\"8\":10}",
                "--set=sched.tickKimgBase=1",
                "--set=sched.tickKimgDict={}",
                "--set=sched.minibatchBase=40",
                "--set=sched.minibatchDict={}",
                "--set=train.minibatchRepeats=1",
                "--set=train.networkSnapshotTicks=1",
                "--set=train.imageSnapshotTicks=1",
                "--set=generator.fmapMax=8",
                "--set=discriminator.fmapMax=8"));
    words.addAll(Arrays.asList(more));
    return Cli.run(words.toArray());
  }

  private JsonNode show() throws IOException {
    return new ObjectMapper().readTree(Cli.run("runs", "show", run(), "--json").out());
  }

  @Test
  void aTrainingThatCannotBeSavedEndsWithTheNetworkOfBefore() throws IOException {
    Cli.Result result =
        train(
            "--on-divergence=rollback",
            "--metrics=swd",
            "--metrics-images=16",
            "--keep-snapshots=last=2,best=1:swd");

    assertThat(result.exitCode()).as(result.err()).isEqualTo(3);
    assertThat(result.err())
        .contains("rollback 1 of 5: going on from " + run().resolve("network-snapshot-000002.npz"))
        .contains("rollback 3 of 5: going on from " + run().resolve("network-snapshot-000001.npz"))
        .contains("rollback 5 of 5")
        .contains("(after 5 rollbacks without progress); try a lower learning rate");
    JsonNode shown = show();
    assertThat(shown.get("state").asText()).isEqualTo("diverged");
    assertThat(shown.get("rollbacks")).hasSize(6);
    // The best of all is there still, and the newest one is of before.
    assertThat(Path.of(shown.at("/best/swd/snapshot").asText())).exists();
    assertThat(shown.at("/best/swd/kimg").asDouble()).isBetween(1.0, 2.0);
    assertThat(shown.at("/snapshots/0").asText()).matches(".*network-snapshot-00000[12]\\.npz");
    assertThat(run().resolve("log.txt")).content().contains("rollback 1 of 5", "after rollback 1");
    assertThat(Cli.run("runs", "show", run()).out())
        .contains("rollback   6: training diverged at ", "; back to network-snapshot-00000");
  }

  @Test
  void lowerRatesSaveIt() throws IOException {
    Cli.Result result = train("--on-divergence=rollback=0.0001");

    assertThat(result.exitCode()).as(result.err()).isZero();
    assertThat(result.err())
        .contains("rollback 1 of 5: going on from " + run().resolve("network-snapshot-000002.npz"))
        .contains("with other random numbers and learning rates times 0.0001");
    List<String> ticks = Files.readAllLines(run().resolve("stats.jsonl"));
    assertThat(ticks).hasSize(4);
    JsonNode last = new ObjectMapper().readTree(ticks.get(3));
    assertThat(last.get("generatorLearningRate").asDouble()).isEqualTo(10 * 0.0001);

    // As a process leaves it that was killed after the rollback: the same end.
    Path whole = Files.move(run().resolve("network-final.npz"), folder.resolve("whole.npz"));
    Files.delete(run().resolve("_training-done.txt"));
    Files.delete(run().resolve("network-snapshot-000003.npz"));
    Files.delete(run().resolve("network-snapshot-000004.npz"));
    Cli.Result again = Cli.run("train", "--resume", run());
    assertThat(again.exitCode()).as(again.err()).isZero();
    assertThat(again.out()).contains("after rollback 1: other random numbers and learning rates");
    assertThat(run().resolve("network-final.npz")).hasSameBinaryContentAs(whole);

    // And of one that was killed later on.
    Files.delete(run().resolve("_training-done.txt"));
    Files.delete(run().resolve("network-final.npz"));
    Files.delete(run().resolve("network-snapshot-000004.npz"));
    Cli.Result later = Cli.run("train", "--resume", run());
    assertThat(later.exitCode()).as(later.err()).isZero();
    assertThat(later.out()).doesNotContain("after rollback");
    assertThat(run().resolve("network-final.npz")).hasSameBinaryContentAs(whole);
  }

  @Test
  void wrongFactorsAreRefused() {
    Stream.of("rollback=0", "rollback=2", "rollback=", "rollback=-0.5", "back")
        .forEach(
            wrong -> {
              Cli.Result result = train("--on-divergence=" + wrong);
              assertThat(result.exitCode()).isEqualTo(2);
              assertThat(result.err()).contains("must be stop, rollback, ignore, or rollback=X");
            });
  }
}
