package io.progan.metrics.feature;

import io.progan.metrics.feature.onnx.OnnxAttribute;
import io.progan.metrics.feature.onnx.OnnxModelBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Small networks with Inception's interface: features are the mean of each colour times a matrix,
 * logits are the features times another.
 */
final class TestNetworks {
  static final int FEATURES = 4;
  static final int CLASSES = 3;

  /** Shape [3, FEATURES]. */
  static final float[] MIX = {1, 0, 0, .5f, 0, 1, 0, .25f, 0, 0, 1, .25f};

  /** Shape [FEATURES, CLASSES]. */
  static final float[] CLASSIFIER = {.01f, 0, -.02f, 0, .03f, 0, .005f, 0, .01f, -.01f, .01f, .02f};

  private TestNetworks() {}

  /** A network that takes pictures of any size, channels first. */
  static OnnxModelBuilder channelsFirst(long... inputShape) {
    return network(new OnnxModelBuilder().floatInput("image", inputShape), "image", 2, 3);
  }

  /** The same function with the channels last. */
  static OnnxModelBuilder channelsLast(long... inputShape) {
    return network(new OnnxModelBuilder().floatInput("image", inputShape), "image", 1, 2);
  }

  static OnnxModelBuilder network(OnnxModelBuilder builder, String image, long... spatialAxes) {
    OnnxAttribute dropped = OnnxAttribute.of("keepdims", 0);
    return builder
        .floats("mix", MIX, 3, FEATURES)
        .floats("classifier", CLASSIFIER, FEATURES, CLASSES)
        .integers("axes", spatialAxes, spatialAxes.length)
        .node("ReduceMean", "mean", List.of(image, "axes"), dropped)
        .node("MatMul", "pool_3", List.of("mean", "mix"))
        .node("MatMul", "logits", List.of("pool_3", "classifier"))
        .node("Softmax", "softmax", List.of("logits"), OnnxAttribute.of("axis", -1));
  }

  static Path write(Path folder, OnnxModelBuilder model) throws IOException {
    return Files.write(folder.resolve("network.onnx"), model.toBytes());
  }
}
