package io.progan.core.graph;

import java.util.Arrays;
import java.util.List;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.autodiff.samediff.SameDiff;
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
 * at the input, so both can be differentiated as often as one likes. Where the gradients at input
 * and weights are wanted together, one native operation computes both; that gradient is final.
 */
public final class Convolution {

  /** From this many pixels on, a 3x3 convolution runs as a transposed one. */
  private static final long REVERSED_FROM_PIXELS = 128 * 128;

  /** From this many output channels on, a 1x1 convolution runs as a transposed one. */
  private static final long REVERSED_FROM_CHANNELS = 32;

  private Convolution() {}

  /**
   * How a square kernel moves over an image.
   *
   * @param kernel its size in pixels
   * @param stride the step in pixels
   * @param padding the border of zeros in pixels, on all four sides
   */
  public record Geometry(int kernel, int stride, int padding) {}

  /**
   * Convolution (cross-correlation, as in all deep learning libraries) with a bias.
   *
   * @param x {@code [minibatch, in, height, width]}
   * @param weights {@code [kernel, kernel, in, out]}
   * @param bias {@code [out]}, or null for none
   * @return {@code [minibatch, out, outHeight, outWidth]}
   */
  public static Tensor conv2d(Tensor x, Tensor weights, Tensor bias, Geometry geometry) {
    checkChannels(x, weights, 2);
    long[] shape = {
      x.size(0), weights.size(3), down(x.size(2), geometry), down(x.size(3), geometry)
    };
    Conv2DConfig config = conv(geometry);
    return withGradient(
        runsReversed(x, weights, geometry)
            ? transposed(x, x.graph().reversed(weights), bias, geometry)
            : direct(x, weights, bias, config),
        shape,
        inputs(x, weights, bias),
        (dy, wanted) -> {
          if (!wanted[1]) {
            return new Tensor[] {conv2dTransposed(dy, weights, null, geometry, x.size(2)), null};
          }
          var operation =
              new Conv2DDerivative(x.graph().sameDiff(), variables(x, weights, dy), config);
          return both(operation.outputVariables(), x, weights);
        });
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
    checkChannels(x, weights, 3);
    if (down(outputSize, geometry) != x.size(2)
        || geometry.stride * (x.size(2) - 1) + geometry.kernel - 2L * geometry.padding
            != outputSize) {
      throw new IllegalArgumentException(outputSize + " pixels do not come from " + x);
    }
    long[] shape = {x.size(0), weights.size(2), outputSize, outputSize};
    return withGradient(
        transposed(x, weights, bias, geometry),
        shape,
        inputs(x, weights, bias),
        (dy, wanted) -> {
          if (!wanted[1]) {
            return new Tensor[] {conv2d(dy, weights, null, geometry), null};
          }
          if (!wanted[0]) {
            // The weights' gradient of the convolution whose input gradient this is.
            var operation =
                new Conv2DDerivative(
                    x.graph().sameDiff(), variables(dy, weights, x), conv(geometry));
            return new Tensor[] {null, both(operation.outputVariables(), dy, weights)[1]};
          }
          var operation =
              new DeConv2DDerivative(
                  x.graph().sameDiff(), variables(x, weights, dy), transposed(geometry));
          return both(operation.outputVariables(), x, weights);
        });
  }

  /**
   * Whether a convolution that keeps the resolution runs as the transposed convolution with the
   * reversed kernel, the same sum of products. oneDNN's forward convolution works channels-last,
   * and in large images the way back takes half as long as a 3x3 convolution and several times as
   * long as one of 1x1 (channels lie a multiple of 64 KiB apart, which empties the caches). The
   * transposed one keeps blocks of channels together: on 128x128 pixels a 3x3 convolution takes two
   * thirds of the time, on 64x64 as much.
   */
  private static boolean runsReversed(Tensor x, Tensor weights, Geometry geometry) {
    if (geometry.stride != 1 || 2 * geometry.padding + 1 != geometry.kernel) {
      return false;
    }
    return geometry.kernel == 1
        ? weights.size(3) >= REVERSED_FROM_CHANNELS
        : x.size(2) * x.size(3) >= REVERSED_FROM_PIXELS;
  }

  private static SDVariable direct(Tensor x, Tensor weights, Tensor bias, Conv2DConfig config) {
    var cnn = x.graph().sameDiff().cnn();
    return bias == null
        ? cnn.conv2d(x.variable(), weights.variable(), config)
        : cnn.conv2d(x.variable(), weights.variable(), bias.variable(), config);
  }

  /** Adds the bias in an operation of its own: within deconv2d it takes ten times as long. */
  private static SDVariable transposed(Tensor x, Tensor weights, Tensor bias, Geometry geometry) {
    SameDiff sameDiff = x.graph().sameDiff();
    SDVariable y = sameDiff.cnn().deconv2d(x.variable(), weights.variable(), transposed(geometry));
    return bias == null
        ? y
        : sameDiff.math().add(y, sameDiff.reshape(bias.variable(), 1, bias.length(), 1, 1));
  }

  /** The gradients at input and weights, without the bias. */
  private interface MainGradients {
    Tensor[] at(Tensor outputGradient, boolean[] wanted);
  }

  private static Tensor withGradient(
      SDVariable y, long[] shape, List<Tensor> inputs, MainGradients main) {
    return inputs
        .get(0)
        .graph()
        .differentiable(
            y,
            shape,
            inputs,
            (gradient, wanted) -> {
              Tensor dy = Reduction.repeat(gradient, shape);
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

  private static Tensor[] both(SDVariable[] gradients, Tensor x, Tensor weights) {
    return new Tensor[] {
      x.graph().withoutGradient(gradients[0], x.shape()),
      x.graph().withoutGradient(gradients[1], weights.shape())
    };
  }

  private static List<Tensor> inputs(Tensor x, Tensor weights, Tensor bias) {
    return bias == null ? List.of(x, weights) : List.of(x, weights, bias);
  }

  private static SDVariable[] variables(Tensor... tensors) {
    return Arrays.stream(tensors).map(Tensor::variable).toArray(SDVariable[]::new);
  }

  private static long down(long size, Geometry geometry) {
    return (size + 2L * geometry.padding - geometry.kernel) / geometry.stride + 1;
  }

  private static void checkChannels(Tensor x, Tensor weights, int dimension) {
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
