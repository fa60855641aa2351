package io.progan.metrics.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.progan.metrics.TestImages;
import io.progan.metrics.feature.onnx.OnnxAttribute;
import io.progan.metrics.feature.onnx.OnnxModelBuilder;
import io.progan.metrics.image.BilinearFilter;
import io.progan.metrics.image.ImageBatch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OnnxNetworkTest {
  private static final ImageBatch IMAGES = TestImages.noise(1, 35, 3, 8);

  @TempDir private Path folder;

  private FeatureNetwork open(OnnxModelBuilder model) throws IOException {
    return open(model, NetworkNames.detected());
  }

  private FeatureNetwork open(OnnxModelBuilder model, NetworkNames names) throws IOException {
    return new FeatureNetworkFile(TestNetworks.write(folder, model), names).open();
  }

  private static NetworkNames named(String input, String features, String classes) {
    return new NetworkNames(
        Optional.ofNullable(input), Optional.ofNullable(features), Optional.ofNullable(classes));
  }

  /** What the network must say, from its definition. */
  private static FeatureBatch expected(ImageBatch images) {
    int n = images.count();
    int area = images.height() * images.width();
    float[] features = new float[n * TestNetworks.FEATURES];
    float[] probabilities = new float[n * TestNetworks.CLASSES];
    for (int i = 0; i < n; i++) {
      double[] f = new double[TestNetworks.FEATURES];
      for (int c = 0; c < 3; c++) {
        double mean = 0;
        for (int p = 0; p < area; p++) {
          mean += images.values()[(i * 3 + c) * area + p] / area;
        }
        for (int k = 0; k < f.length; k++) {
          f[k] += mean * TestNetworks.MIX[c * f.length + k];
        }
      }
      double[] exp = new double[TestNetworks.CLASSES];
      for (int c = 0; c < exp.length; c++) {
        for (int k = 0; k < f.length; k++) {
          exp[c] += f[k] * TestNetworks.CLASSIFIER[k * exp.length + c];
          features[i * f.length + k] = (float) f[k];
        }
        exp[c] = Math.exp(exp[c]);
      }
      for (int c = 0; c < exp.length; c++) {
        probabilities[i * exp.length + c] = (float) (exp[c] / Arrays.stream(exp).sum());
      }
    }
    return new FeatureBatch(n, features, probabilities);
  }

  private static void assertEqual(FeatureBatch actual, FeatureBatch expected) {
    assertThat(actual.count()).isEqualTo(expected.count());
    assertThat(actual.features()).containsExactly(expected.features(), within(1e-3f));
    assertThat(actual.probabilities()).containsExactly(expected.probabilities(), within(1e-5f));
  }

  @Test
  void computesFeaturesAndProbabilitiesOfAnyNumberOfImages() throws IOException {
    OnnxModelBuilder model =
        TestNetworks.channelsFirst(-1, 3, -1, -1).output("softmax").output("pool_3");
    try (FeatureNetwork network = open(model)) {
      assertThat(network.features()).isEqualTo(TestNetworks.FEATURES);
      assertThat(network.classes()).isEqualTo(TestNetworks.CLASSES);
      assertEqual(network.run(IMAGES), expected(IMAGES));
      ImageBatch one = TestImages.part(IMAGES, 4, 5);
      assertEqual(network.run(one), expected(one));
      assertThat(network.description()).contains("network.onnx", "pool_3", "any size");
    }
  }

  @Test
  void channelsMayBeLast() throws IOException {
    OnnxModelBuilder model =
        TestNetworks.channelsLast(-1, -1, -1, 3).output("pool_3").output("softmax");
    try (FeatureNetwork network = open(model)) {
      assertEqual(network.run(IMAGES), expected(IMAGES));
    }
  }

  @Test
  void bytesAreRoundedPixels() throws IOException {
    OnnxModelBuilder model = new OnnxModelBuilder().byteInput("image", -1, 3, 8, 8);
    model.node("Cast", "floats", List.of("image"), OnnxAttribute.of("to", 1));
    TestNetworks.network(model, "floats", 2, 3).output("pool_3");
    try (FeatureNetwork network = open(model)) {
      float[] features = network.run(IMAGES).features();
      assertThat(features).containsExactly(expected(IMAGES).features(), within(1e-3f));
      ImageBatch half = TestImages.constant(200.6f, 1, 3, 8);
      assertThat(network.run(half).features()[0]).isCloseTo(201, within(1e-3f));
    }
  }

  @Test
  void imagesAreScaledToAFixedSize() throws IOException {
    OnnxModelBuilder model =
        TestNetworks.channelsFirst(-1, 3, 5, 7).output("pool_3").output("softmax");
    try (FeatureNetwork network = open(model)) {
      assertEqual(network.run(IMAGES), expected(BilinearFilter.resize(IMAGES, 5, 7)));
      assertThat(network.description()).contains("5x7");
    }
  }

  @Test
  void fixedMinibatchesAreFilledUp() throws IOException {
    for (int minibatch : new int[] {1, 8}) {
      OnnxModelBuilder model =
          TestNetworks.channelsFirst(minibatch, 3, 8, 8).output("pool_3").output("softmax");
      try (FeatureNetwork network = open(model)) {
        assertEqual(network.run(IMAGES), expected(IMAGES));
      }
    }
  }

  @Test
  void shapesForOneImageInsideAreNoticed() throws IOException {
    OnnxModelBuilder model = TestNetworks.channelsFirst(-1, 3, 8, 8);
    model.integers("one row", new long[] {1, TestNetworks.FEATURES}, 2);
    model.node("Reshape", "features", List.of("pool_3", "one row")).output("features");
    try (FeatureNetwork network = open(model)) {
      float[] features = network.run(IMAGES).features();
      assertThat(features).containsExactly(expected(IMAGES).features(), within(1e-3f));
      assertThat(network.classes()).isZero();
    }
  }

  @Test
  void logitsGetASoftmax() throws IOException {
    OnnxModelBuilder model =
        TestNetworks.channelsFirst(-1, 3, 8, 8).output("logits").output("mean").output("pool_3");
    try (FeatureNetwork network = open(model)) {
      assertEqual(network.run(IMAGES), expected(IMAGES));
    }
  }

  @Test
  void givenNamesWin() throws IOException {
    OnnxModelBuilder model =
        TestNetworks.channelsFirst(-1, 3, 8, 8).output("pool_3").output("mean").output("softmax");
    try (FeatureNetwork network = open(model, named("image", "mean", "softmax"))) {
      assertThat(network.features()).isEqualTo(3);
      assertThat(network.names()).isEqualTo(named("image", "mean", "softmax"));
      assertThat(network.classes()).isEqualTo(TestNetworks.CLASSES);
    }
    assertThatThrownBy(() -> open(model, named("picture", null, null)))
        .hasMessageContaining("has no input 'picture'; there are [image]");
    assertThatThrownBy(() -> open(model, named(null, "pool", null)))
        .hasMessageContaining("'pool'; there are pool_3 of 4 numbers, mean of 3 numbers");
  }

  @Test
  void doubtfulOutputsAreAskedFor() {
    OnnxModelBuilder model = new OnnxModelBuilder().floatInput("image", -1, 3, 8, 8);
    TestNetworks.network(model, "image", 2, 3);
    model.node("Identity", "a", List.of("pool_3")).output("a");
    model.node("Identity", "b", List.of("mean")).output("b");
    assertThatThrownBy(() -> open(model))
        .isInstanceOf(FeatureNetworkException.class)
        .hasMessageContaining("network.onnx")
        .hasMessageContaining("a of 4 numbers, b of 3 numbers; give the name");
  }

  @Test
  void outputsMustHoldNumbersForEachImage() {
    OnnxModelBuilder model = TestNetworks.channelsFirst(-1, 3, 8, 8);
    model.node("ReduceSum", "sum", List.of("pool_3"), OnnxAttribute.of("keepdims", 0));
    assertThatThrownBy(() -> open(model.output("sum")))
        .isInstanceOf(FeatureNetworkException.class)
        .hasMessageContaining("output 'sum' holds 1 values for 2 images");
  }

  @Test
  void inputsThatDoNotFitAreListed() {
    OnnxModelBuilder model = new OnnxModelBuilder().floatInput("x", -1, 12);
    model.node("Identity", "features", List.of("x")).output("features");
    assertThatThrownBy(() -> open(model)).hasMessageEndingWith("there are x [-1, 12] of FLOAT");
  }

  @Test
  void greyscaleIsRepeated() throws IOException {
    ImageBatch grey = TestImages.noise(3, 2, 1, 8);
    OnnxModelBuilder model =
        TestNetworks.channelsFirst(-1, 3, -1, -1).output("pool_3").output("softmax");
    try (FeatureNetwork network = open(model)) {
      assertEqual(network.run(grey), expected(grey.toRgb()));
    }
  }

  @Test
  void fingerprintIsTheSha256OfTheFile() throws IOException {
    OnnxModelBuilder model = TestNetworks.channelsFirst(-1, 3, 8, 8).output("pool_3");
    try (FeatureNetwork network = open(model)) {
      byte[] bytes = Files.readAllBytes(folder.resolve("network.onnx"));
      assertThat(network.fingerprint()).hasSize(64).matches("[0-9a-f]+");
      bytes[bytes.length / 2]++;
      assertThat(NetworkContent.read(Files.write(folder.resolve("other.onnx"), bytes)).id())
          .isNotEqualTo(new NetworkContent.Id(folder.resolve("other.onnx"), network.fingerprint()));
    }
  }

  @Test
  void closedNetworksSaySo() throws IOException {
    FeatureNetwork network = open(TestNetworks.channelsFirst(-1, 3, 8, 8).output("pool_3"));
    network.close();
    network.close();
    assertThatThrownBy(() -> network.run(IMAGES)).hasMessageContaining("was closed");
  }

  @Test
  void whatIsNoNetworkGivesOneLine() throws IOException {
    Path file = folder.resolve("network.onnx");
    refused(file, "does not exist");
    refused(folder, "is a folder");
    Files.write(file, new byte[0]);
    refused(file, "is empty");
    Files.writeString(file, "just a text\n".repeat(50));
    refused(file, "is no network");
    byte[] whole =
        TestNetworks.channelsFirst(-1, 3, 8, 8).output("pool_3").output("softmax").toBytes();
    for (int length = 1; length < whole.length; length += 7) {
      Files.write(file, Arrays.copyOf(whole, length));
      refused(file, "");
    }
    for (int at = 0; at < whole.length; at += 3) {
      byte[] damaged = whole.clone();
      damaged[at] ^= 0x55;
      Files.write(file, damaged);
      try (FeatureNetwork network = new FeatureNetworkFile(file, NetworkNames.detected()).open()) {
        assertThat(network.features()).isPositive();
      } catch (FeatureNetworkException e) {
        assertThat(e.getMessage()).startsWith(file.toString()).doesNotContain("\n");
      }
    }
  }

  private static void refused(Path file, String why) {
    assertThatThrownBy(() -> new FeatureNetworkFile(file, NetworkNames.detected()).open())
        .isInstanceOf(FeatureNetworkException.class)
        .hasMessageStartingWith(file + ": ")
        .hasMessageContaining(why)
        .message()
        .doesNotContain("\n");
  }

  @Test
  void inputsMustTakeRgbImages() {
    OnnxModelBuilder grey = new OnnxModelBuilder().floatInput("image", -1, 1, 8, 8);
    grey.node("Flatten", "features", List.of("image")).output("features");
    assertThatThrownBy(() -> open(grey)).hasMessageContaining("needs one input for RGB images");
  }
}
