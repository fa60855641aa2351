package io.progan.app.exchange;

import io.progan.core.layer.Activation;
import io.progan.core.layer.Conv;
import io.progan.core.layer.DenseToImage;
import io.progan.core.layer.Layer;
import io.progan.core.layer.Parameter;
import io.progan.core.layer.UpConv;
import io.progan.core.layer.Upscaled;
import io.progan.core.network.GeneratorNetwork;
import io.progan.core.network.ParameterVector;
import io.progan.core.network.Stage;
import io.progan.metrics.feature.onnx.OnnxAttribute;
import io.progan.metrics.feature.onnx.OnnxModelBuilder;
import io.progan.presets.config.DatasetShape;
import io.progan.presets.config.GeneratorConfig;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Writes a generator as an ONNX model of operator set {@value #OPERATOR_SET}: input {@code latents
 * [n, latentSize]}, with labels also {@code labels [n, labelSize]}; output {@code images [n,
 * channels, r, r]} at full resolution. Scales of weights, and kernels that fuse a convolution with
 * upscaling, are worked out here, so that the model is of plain operators.
 */
final class OnnxGenerator {

  static final int OPERATOR_SET = 13;

  private final OnnxModelBuilder model = new OnnxModelBuilder(OPERATOR_SET);
  private final GeneratorConfig config;
  private final DatasetShape shape;
  private final GeneratorNetwork network;
  private final ParameterVector weights;
  private int names;

  /**
   * @param config the generator's options
   * @param weights its weights; stay owned by the caller
   */
  OnnxGenerator(GeneratorConfig config, DatasetShape shape, ParameterVector weights) {
    this.config = config;
    this.shape = shape;
    this.network = new GeneratorNetwork(config, shape);
    this.weights = weights;
  }

  /** The model at a level of detail. */
  byte[] model(double lod) {
    Stage stage = Stage.at(lod, shape.resolutionLog2());
    List<Layer> layers = network.layers(); // of each resolution two, and the one to RGB
    String x = inputs();
    String before = x;
    String coarse = null;
    String images = null;
    for (int s = 2; s <= stage.resolutionLog2(); s++) {
      Layer toRgb = layers.get(3 * (s - 2) + 2);
      before = x;
      x = layer(layer(x, layers.get(3 * (s - 2))), layers.get(3 * (s - 2) + 1));
      if (s == stage.resolutionLog2()) {
        images = layer(x, toRgb);
        coarse = stage.fading() ? layer(before, layers.get(3 * (s - 3) + 2)) : null;
      }
    }
    if (coarse != null) {
      float fade = (float) Stage.fade(lod);
      String up = upscale(coarse, 2);
      images = node("Add", times(images, 1 - fade), times(up, fade));
    }
    int factor = shape.resolution() / stage.resolution();
    String full = factor == 1 ? images : upscale(images, factor);
    model.node("Identity", "images", List.of(full)).output("images");
    return model.toBytes();
  }

  private String inputs() {
    String x = "latents";
    model.floatInput(x, -1, network.latentSize());
    if (network.labelSize() > 0) {
      model.floatInput("labels", -1, network.labelSize());
      x = node("Concat", List.of(x, "labels"), OnnxAttribute.of("axis", 1));
    }
    return config.normalizeLatents() ? pixelNorm(x, config.pixelnormEpsilon()) : x;
  }

  private String layer(String x, Layer layer) {
    if (layer instanceof DenseToImage dense) {
      return dense(x, dense);
    }
    if (layer instanceof UpConv up) {
      return upConv(x, up);
    }
    if (layer instanceof Upscaled upscaled) {
      return layer(upscale(x, 2), upscaled.layer());
    }
    if (layer instanceof Conv conv) {
      return conv(x, conv);
    }
    throw new IllegalArgumentException("no ONNX for " + layer);
  }

  private String dense(String x, DenseToImage layer) {
    Parameter weight = layer.parameters().get(0);
    model.floats(weight.name(), scaled(weight), weight.shape());
    String flat = node("MatMul", x, weight.name());
    String target = layer.name() + "/shape";
    model.integers(target, new long[] {-1, layer.out(), 4, 4}, 4);
    String images = node("Reshape", flat, target);
    Parameter bias = layer.parameters().get(1);
    model.floats(bias.name(), raw(bias), 1, layer.out(), 1, 1);
    return activate(node("Add", images, bias.name()), layer.activation());
  }

  private String conv(String x, Conv layer) {
    int kernel = layer.kernel();
    float[] from = scaled(layer.parameters().get(0));
    float[] to = new float[from.length];
    int in = Math.toIntExact(layer.in());
    int out = Math.toIntExact(layer.out());
    int taps = kernel * kernel;
    for (int i = 0; i < from.length; i++) { // tap, in, out
      to[(i % out * in + i / out % in) * taps + i / out / in] = from[i];
    }
    String name = layer.parameters().get(0).name();
    model.floats(name, to, out, in, kernel, kernel);
    long pad = kernel / 2;
    return activate(
        node(
            "Conv",
            List.of(x, name, bias(layer.parameters().get(1))),
            OnnxAttribute.of("pads", new long[] {pad, pad, pad, pad})),
        layer.activation());
  }

  /** The 4x4 kernel is the sum of the 3x3 kernel's four shifts by a pixel. */
  private String upConv(String x, UpConv layer) {
    float[] from = scaled(layer.parameters().get(0));
    int in = Math.toIntExact(layer.in());
    int out = Math.toIntExact(layer.out());
    float[] to = new float[in * out * 16];
    for (int i = 0; i < from.length; i++) { // y, x, out, in
      int tap = i / in / out;
      int first = (i % in * out + i / in % out) * 16 + tap / 3 * 4 + tap % 3;
      for (int shift : new int[] {0, 1, 4, 5}) {
        to[first + shift] += from[i];
      }
    }
    String name = layer.parameters().get(0).name();
    model.floats(name, to, in, out, 4, 4);
    return activate(
        node(
            "ConvTranspose",
            List.of(x, name, bias(layer.parameters().get(1))),
            OnnxAttribute.of("strides", new long[] {2, 2}),
            OnnxAttribute.of("pads", new long[] {1, 1, 1, 1})),
        layer.activation());
  }

  private String bias(Parameter bias) {
    model.floats(bias.name(), raw(bias), bias.shape());
    return bias.name();
  }

  private String activate(String x, Activation activation) {
    String active = x;
    if (activation.slope() != 1) {
      float slope = (float) activation.slope();
      active = node("LeakyRelu", List.of(x), OnnxAttribute.of("alpha", slope));
    }
    double epsilon = activation.pixelNormEpsilon();
    return epsilon == 0 ? active : pixelNorm(active, epsilon);
  }

  private String pixelNorm(String x, double epsilon) {
    String mean =
        node(
            "ReduceMean",
            List.of(node("Mul", x, x)),
            OnnxAttribute.of("axes", new long[] {1}),
            OnnxAttribute.of("keepdims", 1));
    return node("Div", x, node("Sqrt", List.of(node("Add", mean, number((float) epsilon)))));
  }

  private String upscale(String x, int factor) {
    String scales = "scales" + names++;
    model.floats(scales, new float[] {1, 1, factor, factor}, 4);
    return node(
        "Resize",
        List.of(x, "", scales),
        OnnxAttribute.of("mode", "nearest"),
        OnnxAttribute.of("coordinate_transformation_mode", "asymmetric"),
        OnnxAttribute.of("nearest_mode", "floor"));
  }

  private String times(String x, float factor) {
    return node("Mul", x, number(factor));
  }

  private String number(float value) {
    String name = "number" + names++;
    model.floats(name, new float[] {value});
    return name;
  }

  private String node(String operator, String a, String b) {
    return node(operator, List.of(a, b));
  }

  private String node(String operator, List<String> inputs, OnnxAttribute... attributes) {
    String name = operator + names++;
    model.node(operator, name, inputs, attributes);
    return name;
  }

  private float[] raw(Parameter parameter) {
    try (INDArray copy = weights.view(parameter.name()).dup('c')) {
      return copy.reshape(copy.length()).toFloatVector();
    }
  }

  private float[] scaled(Parameter parameter) {
    float[] values = raw(parameter);
    float scale = network.equalized() ? (float) parameter.scale() : 1;
    for (int i = 0; i < values.length; i++) {
      values[i] *= scale;
    }
    return values;
  }
}
