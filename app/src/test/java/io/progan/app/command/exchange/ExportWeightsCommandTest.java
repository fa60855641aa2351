package io.progan.app.command.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.progan.app.command.Cli;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code progan export weights}, and the way back. */
class ExportWeightsCommandTest {

  private static final Path PICKLE =
      Path.of("../core/src/test/resources/golden/10_network_pickle/network-snapshot-p4.pkl");

  @TempDir Path folder;

  private Path snapshot;

  @BeforeEach
  void importOne() {
    snapshot = folder.resolve("network.npz");
    Cli.Result result = Cli.run("import", PICKLE, "--out", snapshot, "--kimg=12.5");
    assertThat(result.exitCode()).as(result.err()).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"weights.npz", "weights.safetensors"})
  void aSnapshotComesBackByteForByte(String name) throws IOException {
    Path weights = folder.resolve(name);
    Cli.Result result = Cli.run("export", "weights", snapshot, "--out", weights, "--json");
    assertThat(result.exitCode()).as(result.err()).isZero();
    JsonNode answer = new ObjectMapper().readTree(result.out());
    assertThat(answer.get("arrays").asInt()).isGreaterThan(30);
    assertThat(answer.get("bytes").asLong()).isEqualTo(Files.size(weights));

    Path back = folder.resolve("back.npz");
    Cli.Result imported = Cli.run("import", weights, "--out", back);
    assertThat(imported.exitCode()).as(imported.err()).isZero();
    assertThat(imported.err()).isEmpty();
    assertThat(Files.readAllBytes(back)).isEqualTo(Files.readAllBytes(snapshot));
  }

  @ParameterizedTest
  @ValueSource(strings = {"weights.npz", "weights.safetensors"})
  void aTruncatedFileIsRefusedInOneLine(String name) throws IOException {
    Path weights = folder.resolve(name);
    assertThat(Cli.run("export", "weights", snapshot, "--out", weights).exitCode()).isZero();
    byte[] whole = Files.readAllBytes(weights);
    Path back = folder.resolve("back.npz");
    for (int length : new int[] {0, 5, 100, whole.length / 2, whole.length - 1}) {
      Files.write(weights, Arrays.copyOf(whole, length));
      Cli.Result result = Cli.run("import", weights, "--out", back);
      assertThat(result.exitCode()).isEqualTo(2);
      assertThat(result.err()).contains(weights.toString()).hasLineCount(1);
      assertThat(back).doesNotExist();
    }
  }

  @Test
  void theFormatIsThatOfTheName() {
    Cli.Result result = Cli.run("export", "weights", snapshot, "--out", folder.resolve("a.pt"));
    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.err()).contains("must end with .npz or .safetensors").hasLineCount(1);
  }
}
