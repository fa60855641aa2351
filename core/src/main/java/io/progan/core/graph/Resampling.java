package io.progan.core.graph;

import java.util.List;
import org.nd4j.autodiff.samediff.SDVariable;
import org.nd4j.linalg.api.ops.impl.layers.convolution.config.PaddingMode;
import org.nd4j.linalg.api.ops.impl.layers.convolution.config.Pooling2DConfig;

/** Changes the resolution of images {@code [minibatch, channels, height, width]}. */
public final class Resampling {

  private Resampling() {}

  /** Nearest neighbour: every pixel becomes {@code factor x factor} equal ones. */
  public static Tensor upscale(Tensor x, int factor) {
    if (factor == 1) {
      return x;
    }
    long[] shape = {x.size(0), x.size(1), x.size(2) * factor, x.size(3) * factor};
    SDVariable result = x.graph().sameDiff().cnn().upsampling2d(x.variable(), factor, factor, true);
    return x.graph()
        .differentiable(
            result,
            shape,
            List.of(x),
            (dy, wanted) ->
                List.of(
                    downscale(Reduction.repeat(dy, shape), factor)
                        .times(factor * (double) factor)));
  }

  /** Box filter: every {@code factor x factor} block becomes its mean. */
  public static Tensor downscale(Tensor x, int factor) {
    if (factor == 1) {
      return x;
    }
    long[] shape = {x.size(0), x.size(1), x.size(2) / factor, x.size(3) / factor};
    Pooling2DConfig config =
        Pooling2DConfig.builder()
            .kH(factor)
            .kW(factor)
            .sH(factor)
            .sW(factor)
            .paddingMode(PaddingMode.VALID)
            .build();
    SDVariable result = x.graph().sameDiff().cnn().avgPooling2d(x.variable(), config);
    return x.graph()
        .differentiable(
            result,
            shape,
            List.of(x),
            (dy, wanted) ->
                List.of(
                    upscale(Reduction.repeat(dy, shape), factor)
                        .times(1 / (factor * (double) factor))));
  }
}
