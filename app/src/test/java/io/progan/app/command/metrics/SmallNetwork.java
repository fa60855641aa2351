package io.progan.app.command.metrics;

import io.progan.metrics.feature.onnx.OnnxAttribute;
import io.progan.metrics.feature.onnx.OnnxModelBuilder;
import java.util.List;

/**
 * A feature network for tests: mixed mean colours as features, three classes of them, and the mean
 * colours themselves as a second output.
 */
final class SmallNetwork {

  private SmallNetwork() {}

  /** The file. */
  static byte[] bytes() {
    float[] mix = {1, 0, 0, .5f, 0, 1, 0, .25f, 0, 0, 1, .25f};
    float[] classifier = {.01f, 0, -.02f, 0, .03f, 0, .005f, 0, .01f, -.01f, .01f, .02f};
    return new OnnxModelBuilder()
        .floatInput("image", -1, 3, -1, -1)
        .floats("mix", mix, 3, 4)
        .floats("classifier", classifier, 4, 3)
        .integers("axes", new long[] {2, 3}, 2)
        .node("ReduceMean", "mean", List.of("image", "axes"), OnnxAttribute.of("keepdims", 0))
        .node("MatMul", "pool_3", List.of("mean", "mix"))
        .node("MatMul", "logits", List.of("pool_3", "classifier"))
        .node("Softmax", "softmax", List.of("logits"), OnnxAttribute.of("axis", -1))
        .output("softmax")
        .output("mean")
        .output("pool_3")
        .toBytes();
  }
}
