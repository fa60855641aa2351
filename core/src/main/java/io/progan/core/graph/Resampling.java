package io.progan.core.graph;

import java.util.List;
import org.nd4j.linalg.api.buffer.DataType;
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
    Computation upsampling =
        Computation.of(
            "upsampling2d",
            (sameDiff, in) -> sameDiff.cnn().upsampling2d(in[0], factor, factor, true));
    return x.graph()
        .differentiable(
            upsampling,
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
    Computation pooling =
        Computation.of(
            "avgpool2d", (sameDiff, in) -> sameDiff.cnn().avgPooling2d(in[0], blocks(factor)));
    return x.graph()
        .differentiable(
            pooling,
            shape,
            List.of(x),
            (dy, wanted) ->
                List.of(
                    upscale(Reduction.repeat(dy, shape), factor)
                        .times(1 / (factor * (double) factor))));
  }

  /**
   * Every {@code factor x factor} block becomes its largest element. The gradient goes to that
   * element, the first in rows from the top where several are equal.
   */
  public static Tensor maxPool(Tensor x, int factor) {
    if (x.size(2) % factor != 0 || x.size(3) % factor != 0) {
      throw new IllegalArgumentException(x + " is not made of blocks of " + factor + " pixels");
    }
    long[] shape = {x.size(0), x.size(1), x.size(2) / factor, x.size(3) / factor};
    Computation pooling =
        Computation.of(
            "maxpool2d", (sameDiff, in) -> sameDiff.cnn().maxPooling2d(in[0], blocks(factor)));
    return x.graph()
        .differentiable(
            pooling,
            shape,
            List.of(x),
            (dy, wanted) ->
                List.of(upscale(Reduction.repeat(dy, shape), factor).times(largest(x, factor))));
  }

  /** 1 at the first largest element of each block, elsewhere 0; no gradient flows. */
  private static Tensor largest(Tensor x, int factor) {
    long rows = x.size(2) / factor;
    long columns = x.size(3) / factor;
    long planes = x.size(0) * x.size(1);
    Tensor split = Shaping.reshape(Gradients.stop(x), planes, rows, factor, columns, factor);
    Tensor blocks =
        Shaping.reshape(
            Shaping.permute(split, 0, 1, 3, 2, 4), planes * rows * columns, factor * (long) factor);
    Computation argmax = Computation.of("argmax", (sameDiff, in) -> sameDiff.argmax(in[0], 1));
    long[] count = {blocks.size(0)};
    Tensor indices = x.graph().add(argmax, DataType.INT64, count, List.of(blocks));
    Tensor mask = Shaping.oneHot(indices, factor * (long) factor, x.dataType());
    Tensor joined = Shaping.reshape(mask, planes, rows, columns, factor, factor);
    return Shaping.reshape(Shaping.permute(joined, 0, 1, 3, 2, 4), x.shape());
  }

  private static Pooling2DConfig blocks(int factor) {
    return Pooling2DConfig.builder()
        .kH(factor)
        .kW(factor)
        .sH(factor)
        .sW(factor)
        .paddingMode(PaddingMode.VALID)
        .build();
  }
}
