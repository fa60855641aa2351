package io.progan.core.graph;

import java.util.Arrays;
import java.util.List;
import org.nd4j.enums.WeightsFormat;
import org.nd4j.linalg.api.ops.impl.layers.convolution.Conv2DDerivative;
import org.nd4j.linalg.api.ops.impl.layers.convolution.DeConv2DDerivative;
import org.nd4j.linalg.api.ops.impl.layers.convolution.config.Conv2DConfig;
import org.nd4j.linalg.api.ops.impl.layers.convolution.config.DeConv2DConfig;
import org.nd4j.linalg.api.ops.impl.layers.convolution.config.PaddingMode;

/**
 * Convolutions of images {@code [minibatch, channels, height, width]}.
 *
 * <p>A convolution and the transposed convolution with the same weights are each other's gradient
 * at the input, and the gradient at the weights is linear in image and output gradient: its own
 * gradients are the two again. So all three can be differentiated as often as one likes. Where the
 * gradients at input and weights are wanted together, one native operation computes both.
 */
public final class Convolution {

  private Convolution() {}

  /**
   * How a square kernel moves over an image.
   *
   * @param kernel its size in pixels
   * @param stride the step in pixels
   * @param padding the border of zeros in pixels, on all four sides
   */
  public record Geometry(int kernel, int stride, int padding) implements Arguments {}

  /**
   * Convolution (cross-correlation, as in all deep learning libraries) with a bias.
   *
   * @param x {@code [minibatch, in, height, width]}
   * @param weights {@code [kernel, kernel, in, out]}
   * @param bias {@code [out]}, or null for none
   * @return {@code [minibatch, out, outHeight, outWidth]}
   */
  public static Tensor conv2d(Tensor x, Tensor weights, Tensor bias, Geometry geometry) {
    checkOperands(x, weights, bias, 2);
    long[] shape = {
      x.size(0), weights.size(3), down(x.size(2), geometry), down(x.size(3), geometry)
    };
    Computation convolution =
        Computation.of(
            "conv2d",
            geometry,
            flops(weights, shape),
            (sameDiff, in) ->
                in.length == 2
                    ? sameDiff.cnn().conv2d(in[0], in[1], conv(geometry))
                    : sameDiff.cnn().conv2d(in[0], in[1], in[2], conv(geometry)));
    List<Tensor> inputs = inputs(x, weights, bias);
    return withGradient(
        x.graph().add(convolution, shape, inputs), inputs, convolutionRule(x, weights, geometry));
  }

  /**
   * Transposed convolution: the gradient of {@link #conv2d} at its input, as a layer.
   *
   * @param x {@code [minibatch, in, height, width]}
   * @param weights {@code [kernel, kernel, out, in]}
   * @param bias {@code [out]}, or null for none
   * @param outputSize the height and width of the result in pixels
   * @return {@code [minibatch, out, outputSize, outputSize]}
   */
  public static Tensor conv2dTransposed(
      Tensor x, Tensor weights, Tensor bias, Geometry geometry, long outputSize) {
    checkOperands(x, weights, bias, 3);
    if (down(outputSize, geometry) != x.size(2)
        || geometry.stride * (x.size(2) - 1) + geometry.kernel - 2L * geometry.padding
            != outputSize) {
      throw new IllegalArgumentException(outputSize + " pixels do not come from " + x);
    }
    long[] shape = {x.size(0), weights.size(2), outputSize, outputSize};
    Computation convolution =
        Computation.of(
            "deconv2d",
            geometry,
            flops(weights, x.shape()),
            (sameDiff, in) ->
                in.length == 2
                    ? sameDiff.cnn().deconv2d(in[0], in[1], transposed(geometry))
                    : sameDiff.cnn().deconv2d(in[0], in[1], in[2], transposed(geometry)));
    List<Tensor> inputs = inputs(x, weights, bias);
    return withGradient(
        x.graph().add(convolution, shape, inputs), inputs, transposedRule(x, weights, geometry));
  }

  /** The gradients of {@link #conv2d}: the image's is a transposed convolution. */
  private static MainGradients convolutionRule(Tensor x, Tensor weights, Geometry geometry) {
    return (dy, wanted) -> {
      if (!wanted[1]) {
        return new Tensor[] {conv2dTransposed(dy, weights, null, geometry, x.size(2)), null};
      }
      List<Tensor> both =
          gradients(
              new Computation(
                  "conv2d_bp",
                  geometry,
                  2 * flops(weights, dy.shape()),
                  (sameDiff, in) ->
                      new Conv2DDerivative(sameDiff, in, conv(geometry)).outputVariables()),
              List.of(x, weights, dy));
      return new Tensor[] {
        withGradient(both.get(0), List.of(dy, weights), transposedRule(dy, weights, geometry)),
        weightGradient(both.get(1), x, dy, geometry)
      };
    };
  }

  /** The gradients of {@link #conv2dTransposed}: the image's is a convolution. */
  private static MainGradients transposedRule(Tensor x, Tensor weights, Geometry geometry) {
    return (dy, wanted) -> {
      if (!wanted[1]) {
        return new Tensor[] {conv2d(dy, weights, null, geometry), null};
      }
      List<Tensor> both =
          gradients(
              new Computation(
                  "deconv2d_bp",
                  geometry,
                  2 * flops(weights, x.shape()),
                  (sameDiff, in) ->
                      new DeConv2DDerivative(sameDiff, in, transposed(geometry)).outputVariables()),
              List.of(x, weights, dy));
      return new Tensor[] {
        withGradient(both.get(0), List.of(dy, weights), convolutionRule(dy, weights, geometry)),
        weightGradient(both.get(1), dy, x, geometry)
      };
    };
  }

  /** The gradients at the first two operands, together. */
  private static List<Tensor> gradients(Computation computation, List<Tensor> inputs) {
    Tensor x = inputs.get(0);
    return x.graph().addPair(computation, x.shape(), inputs.get(1).shape(), inputs);
  }

  /**
   * The gradient at the weights of the convolution that makes {@code small} of {@code large}, which
   * is also that of the transposed convolution that makes {@code large} of {@code small}.
   */
  private static Tensor weightGradient(
      Tensor gradient, Tensor large, Tensor small, Geometry geometry) {
    return withGradient(
        gradient,
        List.of(large, small),
        (dw, wanted) ->
            new Tensor[] {
              wanted[0] ? conv2dTransposed(small, dw, null, geometry, large.size(2)) : null,
              wanted[1] ? conv2d(large, dw, null, geometry) : null
            });
  }

  /**
   * Each pixel of the smaller image meets each weight once, whether it is computed from the larger
   * one or the other way round: a transposed convolution with a 4x4 kernel and stride 2 takes 16
   * multiplications for each pixel of its input and pair of channels.
   */
  private static double flops(Tensor weights, long... smaller) {
    return 2.0 * weights.length() * smaller[0] * smaller[2] * smaller[3];
  }

  /** The gradients at the first two inputs, without the bias. */
  private interface MainGradients {
    Tensor[] at(Tensor outputGradient, boolean[] wanted);
  }

  private static Tensor withGradient(Tensor y, List<Tensor> inputs, MainGradients main) {
    return y.graph()
        .onTape(
            y,
            inputs,
            (gradient, wanted) -> {
              Tensor dy = Reduction.repeat(gradient, y.shape());
              Tensor[] result = new Tensor[inputs.size()];
              if (wanted[0] || wanted[1]) {
                System.arraycopy(main.at(dy, wanted), 0, result, 0, 2);
              }
              if (inputs.size() == 3 && wanted[2]) {
                result[2] = Shaping.reshape(Reduction.sumOver(dy, 0, 2, 3), inputs.get(2).shape());
              }
              return Arrays.asList(result);
            });
  }

  private static List<Tensor> inputs(Tensor x, Tensor weights, Tensor bias) {
    return bias == null ? List.of(x, weights) : List.of(x, weights, bias);
  }

  private static long down(long size, Geometry geometry) {
    return (size + 2L * geometry.padding - geometry.kernel) / geometry.stride + 1;
  }

  private static void checkOperands(Tensor x, Tensor weights, Tensor bias, int dimension) {
    Tensor.requireAlike(x, weights, bias);
    if (x.size(1) != weights.size(dimension)) {
      throw new IllegalArgumentException("channels differ: image " + x + ", weights " + weights);
    }
  }

  private static Conv2DConfig conv(Geometry geometry) {
    return Conv2DConfig.builder()
        .kH(geometry.kernel)
        .kW(geometry.kernel)
        .sH(geometry.stride)
        .sW(geometry.stride)
        .pH(geometry.padding)
        .pW(geometry.padding)
        .paddingMode(PaddingMode.VALID)
        .weightsFormat(WeightsFormat.YXIO)
        .build();
  }

  private static DeConv2DConfig transposed(Geometry geometry) {
    return DeConv2DConfig.builder()
        .kH(geometry.kernel)
        .kW(geometry.kernel)
        .sH(geometry.stride)
        .sW(geometry.stride)
        .pH(geometry.padding)
        .pW(geometry.padding)
        .isSameMode(false)
        .build();
  }
}
