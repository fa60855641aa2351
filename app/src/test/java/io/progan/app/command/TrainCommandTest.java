package io.progan.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainCommandTest {

  @TempDir Path folder;

  @Test
  void makesTheBundledDatasetAndTrainsToTheEnd() throws IOException {
    Cli.Result result =
        Cli.run(
            "train",
            "--data-dir=" + folder.resolve("data"),
            "--results=" + folder.resolve("results"),
            "--total-kimg=0.064",
            "--gpus=2",
            "--set=sched.tickKimgBase=0.032",
            "--set=generator.fmapMax=8",
            "--set=discriminator.fmapMax=8");

    assertThat(result.exitCode()).as(result.err()).isZero();
    assertThat(result.err())
        .contains("made the bundled dataset in " + folder.resolve("data/noto-emoji"))
        .contains("2 replicas share one device (CPU)");
    assertThat(result.out()).containsPattern("(?m)^tick 1 +kimg 0\\.1 ");
    Path run = folder.resolve("results/000-pgan-noto-emoji-preset-quickstart-fp32");
    assertThat(run.resolve("config.json")).isNotEmptyFile();
    List<String> shown = Stream.concat(result.out().lines(), result.err().lines()).toList();
    assertThat(Files.readAllLines(run.resolve("log.txt")))
        .containsExactlyInAnyOrderElementsOf(shown);
    assertThat(run.resolve("network-final.npz")).isNotEmptyFile();
  }
}
