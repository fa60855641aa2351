package io.progan.core.plan.onednn;

import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_BIAS;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_SRC;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_WEIGHTS;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_WEIGHTS;
import static org.bytedeco.dnnl.global.dnnl.dnnl_a;
import static org.bytedeco.dnnl.global.dnnl.dnnl_convolution_backward_data_desc_init;
import static org.bytedeco.dnnl.global.dnnl.dnnl_convolution_backward_weights_desc_init;
import static org.bytedeco.dnnl.global.dnnl.dnnl_convolution_direct;
import static org.bytedeco.dnnl.global.dnnl.dnnl_convolution_forward_desc_init;
import static org.bytedeco.dnnl.global.dnnl.dnnl_convolution_winograd;
import static org.bytedeco.dnnl.global.dnnl.dnnl_forward_training;

import java.util.List;
import java.util.Optional;
import org.bytedeco.dnnl.dnnl_convolution_desc_t;

/**
 * A convolution or one of its gradients.
 *
 * @param shape of the convolution
 * @param direction which of the three arrays is computed of the two others
 * @param biased whether a bias is added; forward only
 * @param winograd whether it is computed with Winograd's minimal filtering, F(4x4, 3x3): a quarter
 *     of the products, and about three times the rounding error
 */
public record ConvolutionPass(
    ConvolutionShape shape, Direction direction, boolean biased, boolean winograd)
    implements Primitive {

  /** Which array is computed. */
  public enum Direction {
    /** The smaller image: the convolution itself. */
    FORWARD,
    /** The larger image: the transposed convolution. */
    TRANSPOSED,
    /** The weights' gradient. */
    WEIGHTS
  }

  @Override
  public String name() {
    return switch (direction) {
      case FORWARD -> "conv2d";
      case TRANSPOSED -> "deconv2d";
      case WEIGHTS -> "conv2d_weights";
    };
  }

  /** For example {@code (image, weights)} forward, {@code (large, small)} for the weights. */
  @Override
  public List<Integer> reads() {
    return switch (direction) {
      case FORWARD ->
          biased
              ? List.of(DNNL_ARG_SRC, DNNL_ARG_WEIGHTS, DNNL_ARG_BIAS)
              : List.of(DNNL_ARG_SRC, DNNL_ARG_WEIGHTS);
      case TRANSPOSED -> List.of(DNNL_ARG_DIFF_DST, DNNL_ARG_WEIGHTS);
      case WEIGHTS -> List.of(DNNL_ARG_SRC, DNNL_ARG_DIFF_DST);
    };
  }

  @Override
  public int writes() {
    return switch (direction) {
      case FORWARD -> DNNL_ARG_DST;
      case TRANSPOSED -> DNNL_ARG_DIFF_SRC;
      case WEIGHTS -> DNNL_ARG_DIFF_WEIGHTS;
    };
  }

  @Override
  public Optional<Description> describe() {
    int algorithm = winograd ? dnnl_convolution_winograd : dnnl_convolution_direct;
    try (dnnl_convolution_desc_t operation = new dnnl_convolution_desc_t()) {
      OneDnn.check(initialize(operation, algorithm), toString());
      return Description.of(operation, toString());
    }
  }

  private int initialize(dnnl_convolution_desc_t operation, int algorithm) {
    long[] strides = shape.strides();
    long[] border = shape.border();
    return switch (direction) {
      case FORWARD ->
          dnnl_convolution_forward_desc_init(
              operation,
              dnnl_forward_training,
              algorithm,
              shape.large(),
              shape.weights(),
              biased ? Layouts.of(dnnl_a, shape.out()) : null,
              shape.small(),
              strides,
              border,
              border);
      case TRANSPOSED ->
          dnnl_convolution_backward_data_desc_init(
              operation,
              algorithm,
              shape.large(),
              shape.transposedWeights(),
              shape.small(),
              strides,
              border,
              border);
      case WEIGHTS ->
          dnnl_convolution_backward_weights_desc_init(
              operation,
              algorithm,
              shape.large(),
              shape.weights(),
              null,
              shape.small(),
              strides,
              border,
              border);
    };
  }
}
