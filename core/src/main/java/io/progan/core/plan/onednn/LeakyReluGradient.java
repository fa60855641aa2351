package io.progan.core.plan.onednn;

import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DIFF_SRC;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DST;
import static org.bytedeco.dnnl.global.dnnl.dnnl_eltwise_backward_desc_init;
import static org.bytedeco.dnnl.global.dnnl.dnnl_eltwise_relu_use_dst_for_bwd;

import java.util.List;
import java.util.Optional;
import org.bytedeco.dnnl.dnnl_eltwise_desc_t;

/**
 * A gradient at the result of a leaky ReLU, times 1 where the result is positive, else {@code
 * slope}: of images in the blocked layout. Reads the gradient and the result.
 *
 * @param images {@code [minibatch, channels, height, width]}
 */
public record LeakyReluGradient(List<Long> images, double slope) implements Primitive {

  @Override
  public String name() {
    return "leakyrelu_bp";
  }

  @Override
  public List<Integer> reads() {
    return List.of(DNNL_ARG_DIFF_DST, DNNL_ARG_DST);
  }

  @Override
  public int writes() {
    return DNNL_ARG_DIFF_SRC;
  }

  @Override
  public Optional<Description> describe() {
    try (dnnl_eltwise_desc_t operation = new dnnl_eltwise_desc_t()) {
      OneDnn.check(
          dnnl_eltwise_backward_desc_init(
              operation,
              dnnl_eltwise_relu_use_dst_for_bwd,
              Layouts.blocked(images),
              Layouts.blocked(images),
              (float) slope,
              0),
          toString());
      return Description.of(operation, toString());
    }
  }
}
