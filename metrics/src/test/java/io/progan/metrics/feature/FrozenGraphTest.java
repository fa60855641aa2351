package io.progan.metrics.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.progan.dataset.numpy.NpyArray;
import io.progan.dataset.numpy.NpyReader;
import io.progan.metrics.image.ImageBatch;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A graph with the interface and the operations of Inception; see make_frozen_graph.py. */
class FrozenGraphTest {
  @TempDir private Path folder;

  private static Path resource(String name) throws URISyntaxException {
    return Path.of(FrozenGraphTest.class.getResource("/inception/" + name).toURI());
  }

  private static NpyArray array(String name) throws IOException, URISyntaxException {
    return NpyReader.read(resource(name));
  }

  private static ImageBatch images() throws IOException, URISyntaxException {
    NpyArray images = array("images.npy");
    int[] s = images.shape();
    return ImageBatch.ofBytes(images.bytes(), s[0], s[1], s[2], s[3]);
  }

  private static FeatureNetwork open(String features, String classes) throws Exception {
    NetworkNames names =
        new NetworkNames(
            Optional.empty(), Optional.ofNullable(features), Optional.ofNullable(classes));
    return new FeatureNetworkFile(resource("small_graph_def.pb"), names).open();
  }

  @Test
  void givesFeaturesAndProbabilitiesWithoutBiases() throws Exception {
    try (FeatureNetwork network = open(null, null)) {
      FeatureBatch batch = network.run(images());
      assertThat(batch.features()).containsExactly(array("features.npy").floats(), within(2e-5f));
      assertThat(batch.probabilities())
          .containsExactly(array("probabilities.npy").floats(), within(2e-5f));
      assertThat(network.description()).contains("small_graph_def.pb", "pool_3", "ExpandDims");
    }
  }

  /** The softmax of the graph itself knows one picture only, and biases. */
  @Test
  void givenNamesWin() throws Exception {
    try (FeatureNetwork network = open("mixed/join:0", "softmax")) {
      FeatureBatch batch = network.run(images());
      assertThat(network.features()).isEqualTo(25 * 23);
      assertThat(batch.probabilities()).hasSize(5 * 6);
      float[] without = array("probabilities.npy").floats();
      assertThat(Math.abs(batch.probabilities()[0] - without[0])).isGreaterThan(1e-3f);
    }
    assertThatThrownBy(() -> open("pool_4", null))
        .isInstanceOf(FeatureNetworkException.class)
        .hasMessageContaining("no node 'pool_4' for the features; its last nodes are [")
        .hasMessageContaining("softmax]");
  }

  /** Which node the features come from is no matter of the classes. */
  @ParameterizedTest
  @ValueSource(strings = {"mixed/join", "softmax/logits/MatMul"})
  void otherFeaturesLeaveTheClassesAlone(String features) throws Exception {
    try (FeatureNetwork network = open(features, null)) {
      assertThat(network.names().features()).contains(features);
      assertThat(network.run(images()).probabilities())
          .containsExactly(array("probabilities.npy").floats(), within(2e-5f));
    }
  }

  @Test
  void unknownOperationsAreNamed() throws Exception {
    String graph =
        new String(Files.readAllBytes(resource("small_graph_def.pb")), StandardCharsets.ISO_8859_1);
    Path file = folder.resolve("graph.pb");
    Files.write(file, graph.replace("AvgPool", "OddPool").getBytes(StandardCharsets.ISO_8859_1));
    assertThatThrownBy(() -> new FeatureNetworkFile(file, NetworkNames.detected()).open())
        .isInstanceOf(FeatureNetworkException.class)
        .hasMessageContaining("node 'pool_3' is of operation OddPool");
  }

  @Test
  void damageGivesOneLine() throws Exception {
    byte[] whole = Files.readAllBytes(resource("small_graph_def.pb"));
    Path file = folder.resolve("graph.pb");
    for (int length = 1; length < whole.length; length += 997) {
      check(file, Arrays.copyOf(whole, length));
    }
    for (int at = 5; at < whole.length; at += 701) {
      byte[] damaged = whole.clone();
      damaged[at] ^= (byte) 0x85;
      check(file, damaged);
    }
  }

  /** Either it is refused in one line, or the damage only changed numbers or names. */
  private static void check(Path file, byte[] content) throws IOException {
    Files.write(file, content);
    try (FeatureNetwork network = new FeatureNetworkFile(file, NetworkNames.detected()).open()) {
      assertThat(network.features()).isPositive();
    } catch (FeatureNetworkException e) {
      assertThat(e.getMessage()).startsWith(file.toString()).doesNotContain("\n");
    }
  }
}
