package io.progan.metrics.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.progan.metrics.TestImages;
import io.progan.metrics.feature.onnx.OnnxAttribute;
import io.progan.metrics.feature.onnx.OnnxModelBuilder;
import io.progan.metrics.image.ImageBatch;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The softmax with and without the bias of its layer. */
class ClassBiasTest {
  private static final ImageBatch IMAGES = TestImages.noise(1, 5, 3, 8);
  private static final float[] BIAS = {1, -2, 0.5f};

  @TempDir private Path folder;

  /** Features from the mean colours, and classes with a bias that comes about in several ways. */
  private static OnnxModelBuilder biased(String way) {
    OnnxModelBuilder model =
        new OnnxModelBuilder()
            .floatInput("image", -1, 3, -1, -1)
            .floats("mix", TestNetworks.MIX, 3, TestNetworks.FEATURES)
            .floats("weights", TestNetworks.CLASSIFIER, TestNetworks.FEATURES, TestNetworks.CLASSES)
            .floats("bias", BIAS, TestNetworks.CLASSES)
            .integers("axes", new long[] {2, 3}, 2)
            .node("ReduceMean", "mean", List.of("image", "axes"), OnnxAttribute.of("keepdims", 0))
            .node("MatMul", "pool_3", List.of("mean", "mix"));
    switch (way) {
      case "Gemm" -> model.node("Gemm", "sum", List.of("pool_3", "weights", "bias"));
      case "Add" ->
          model
              .node("MatMul", "product", List.of("pool_3", "weights"))
              .node("Add", "sum", List.of("product", "bias"));
      case "Add turned round" ->
          model
              .node("MatMul", "product", List.of("pool_3", "weights"))
              .node("Add", "sum", List.of("bias", "product"));
      default -> model.node("MatMul", "sum", List.of("pool_3", "weights"));
    }
    return model
        .node("Identity", "same", List.of("sum"))
        .node("Softmax", "softmax", List.of("same"), OnnxAttribute.of("axis", -1))
        .output("softmax")
        .output("pool_3");
  }

  private FeatureNetwork open(String way, ClassBias bias) throws IOException {
    Path file = TestNetworks.write(folder, biased(way));
    return new FeatureNetworkFile(file, NetworkNames.detected(), bias).open();
  }

  @ParameterizedTest
  @ValueSource(strings = {"Gemm", "Add", "Add turned round"})
  void isLeftOutOfAnOnnxFile(String way) throws IOException {
    float[] expected;
    try (FeatureNetwork network = open("none", ClassBias.USUAL)) {
      expected = network.run(IMAGES).probabilities();
    }
    try (FeatureNetwork network = open(way, ClassBias.WITHOUT)) {
      FeatureBatch batch = network.run(IMAGES);
      assertThat(batch.probabilities()).containsExactly(expected, within(1e-6f));
      assertThat(batch.features()).hasSize(5 * TestNetworks.FEATURES);
      assertThat(network.classBias()).isFalse();
      assertThat(network.description()).contains("3 classes softmax without bias");
    }
    for (ClassBias kept : List.of(ClassBias.USUAL, ClassBias.WITH)) {
      try (FeatureNetwork network = open(way, kept)) {
        assertThat(network.classBias()).isTrue();
        assertThat(network.run(IMAGES).probabilities()[1]).isNotCloseTo(expected[1], within(0.05f));
      }
    }
  }

  @Test
  void aLayerWithoutOneIsNamed() {
    assertThatThrownBy(() -> open("none", ClassBias.WITHOUT))
        .isInstanceOf(FeatureNetworkException.class)
        .hasMessageContaining("output 'softmax' comes from a layer MatMul")
        .hasMessageContaining("no bias is found");
  }

  @Test
  void inceptionHasItIfAskedFor() throws Exception {
    Path graph = Path.of(ClassBiasTest.class.getResource("/inception/small_graph_def.pb").toURI());
    ImageBatch image = TestImages.noise(2, 1, 3, 32);
    NetworkNames softmax =
        new NetworkNames(Optional.empty(), Optional.empty(), Optional.of("softmax"));
    try (FeatureNetwork usual = new FeatureNetworkFile(graph, NetworkNames.detected()).open();
        FeatureNetwork with =
            new FeatureNetworkFile(graph, NetworkNames.detected(), ClassBias.WITH).open();
        FeatureNetwork named = new FeatureNetworkFile(graph, softmax).open()) {
      assertThat(usual.classBias()).isFalse();
      assertThat(with.classBias()).isTrue();
      assertThat(named.classBias()).isTrue();
      float[] expected = named.run(image).probabilities();
      assertThat(with.run(image).probabilities()).containsExactly(expected, within(1e-5f));
      assertThat(usual.run(image).probabilities()[0]).isNotCloseTo(expected[0], within(1e-4f));
    }
    assertThatThrownBy(() -> new FeatureNetworkFile(graph, softmax, ClassBias.WITHOUT).open())
        .isInstanceOf(FeatureNetworkException.class)
        .hasMessageContaining("leave that name out");
  }
}
