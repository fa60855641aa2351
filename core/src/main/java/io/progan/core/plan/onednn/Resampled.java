package io.progan.core.plan.onednn;

import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC;
import static org.bytedeco.dnnl.global.dnnl.dnnl_forward_inference;
import static org.bytedeco.dnnl.global.dnnl.dnnl_pooling_avg;
import static org.bytedeco.dnnl.global.dnnl.dnnl_pooling_forward_desc_init;
import static org.bytedeco.dnnl.global.dnnl.dnnl_resampling_forward_desc_init;
import static org.bytedeco.dnnl.global.dnnl.dnnl_resampling_nearest;

import java.util.List;
import java.util.Optional;
import org.bytedeco.dnnl.dnnl_pooling_desc_t;
import org.bytedeco.dnnl.dnnl_resampling_desc_t;

/**
 * Images in the blocked layout at another resolution: larger, every pixel repeated, or smaller,
 * blocks of pixels averaged.
 *
 * @param images {@code [minibatch, channels, height, width]} of what is read
 * @param factor between the two resolutions
 * @param larger whether the result is the larger one
 */
public record Resampled(List<Long> images, int factor, boolean larger) implements Primitive {

  @Override
  public String name() {
    return larger ? "upsampling2d" : "avgpool2d";
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
    return larger ? upscaled() : downscaled();
  }

  private long[] result() {
    long[] result = images.stream().mapToLong(Long::longValue).toArray();
    for (int i = 2; i < result.length; i++) {
      result[i] = larger ? result[i] * factor : result[i] / factor;
    }
    return result;
  }

  private Optional<Description> upscaled() {
    try (dnnl_resampling_desc_t operation = new dnnl_resampling_desc_t()) {
      float[] factors = {factor, factor};
      OneDnn.check(
          dnnl_resampling_forward_desc_init(
              operation,
              dnnl_forward_inference,
              dnnl_resampling_nearest,
              factors,
              Layouts.blocked(images),
              Layouts.blocked(result())),
          toString());
      return Description.of(operation, toString());
    }
  }

  private Optional<Description> downscaled() {
    try (dnnl_pooling_desc_t operation = new dnnl_pooling_desc_t()) {
      long[] block = {factor, factor};
      long[] border = {0, 0};
      OneDnn.check(
          dnnl_pooling_forward_desc_init(
              operation,
              dnnl_forward_inference,
              dnnl_pooling_avg,
              Layouts.blocked(images),
              Layouts.blocked(result()),
              block,
              block,
              border,
              border),
          toString());
      return Description.of(operation, toString());
    }
  }
}
