package io.progan.core.plan.onednn;

import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC;
import static org.bytedeco.dnnl.global.dnnl.dnnl_eltwise_forward_desc_init;
import static org.bytedeco.dnnl.global.dnnl.dnnl_eltwise_relu;
import static org.bytedeco.dnnl.global.dnnl.dnnl_forward_training;

import java.util.List;
import java.util.Optional;
import org.bytedeco.dnnl.dnnl_eltwise_desc_t;

/**
 * {@code x} where it is positive, else {@code slope x}, of images in the blocked layout.
 *
 * @param images {@code [minibatch, channels, height, width]}
 */
public record LeakyRelu(List<Long> images, double slope) implements Primitive {

  @Override
  public String name() {
    return "leakyrelu";
  }

  @Override
  public List<Integer> reads() {
    return List.of(DNNL_ARG_SRC);
  }

  @Override
  public int writes() {
    return DNNL_ARG_DST;
  }

  @Override
  public Optional<Description> describe() {
    try (dnnl_eltwise_desc_t operation = new dnnl_eltwise_desc_t()) {
      OneDnn.check(
          dnnl_eltwise_forward_desc_init(
              operation,
              dnnl_forward_training,
              dnnl_eltwise_relu,
              Layouts.blocked(images),
              (float) slope,
              0),
          toString());
      return Description.of(operation, toString());
    }
  }
}
