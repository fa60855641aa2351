package io.progan.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.progan.core.device.Machine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run computes with as many native threads as it began with. */
class ThreadsCommandTest {

  private static final String NAME = "000-pgan-noto-emoji-preset-quickstart-fp32";

  @TempDir Path folder;
  private final int usual = Machine.current().threads();

  @AfterEach
  void otherTestsGetTheirThreadsBack() {
    Machine.useThreads(usual);
  }

  private Cli.Result train(String results, String totalKimg, String... options) {
    List<Object> words =
        new ArrayList<>(
            List.of("train", "--results=" + folder.resolve(results), "--total-kimg=" + totalKimg));
    words.addAll(Arrays.asList(options));
    return Cli.run(words.toArray());
  }

  private String[] small(int threads) {
    return new String[] {
      "--data-dir=" + folder.resolve("data"),
      "--threads=" + threads,
      "--set=generator.fmapMax=16",
      "--set=discriminator.fmapMax=16",
      "--set=sched.lodInitialResolution=16",
      "--set=sched.tickKimgBase=0.032",
      "--set=sched.tickKimgDict={}"
    };
  }

  private byte[] network(String results) throws IOException {
    return Files.readAllBytes(folder.resolve(results).resolve(NAME + "/network-final.npz"));
  }

  @Test
  void aRunGoesOnWithTheThreadsThatItBeganWith() throws IOException {
    assertThat(train("whole", "0.096", small(3)).exitCode()).isZero();
    assertThat(train("part", "0.032", small(3)).exitCode()).isZero();
    Machine.useThreads(1);

    Cli.Result result = train("part", "0.096", "--resume=0");

    assertThat(result.exitCode()).as(result.err()).isZero();
    assertThat(result.err())
        .isEqualTo(
            "progan: 3 native threads, as the run had, rather than 1; --threads changes that\n");
    assertThat(network("part")).isEqualTo(network("whole"));
    assertThat(folder.resolve("part").resolve(NAME + "/config.json"))
        .content()
        .contains("\"threads\" : 3", "\"nd4j\" : \"1.0.0-M2.1\"");
  }

  @Test
  void anotherNumberIsTakenAndSaid() {
    assertThat(train("part", "0.032", small(2)).exitCode()).isZero();

    Cli.Result result = train("part", "0.128", "--resume=0", "--threads=1");

    assertThat(result.exitCode()).as(result.err()).isZero();
    assertThat(result.err())
        .isEqualTo(
            "progan: the run goes on, but not to the same bits as where it began: native threads 1"
                + " instead of 2\n");
    assertThat(Machine.current().threads()).isEqualTo(1);
  }
}
