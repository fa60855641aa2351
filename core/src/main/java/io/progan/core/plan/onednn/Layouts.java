package io.progan.core.plan.onednn;

import static org.bytedeco.dnnl.global.dnnl.dnnl_f32;
import static org.bytedeco.dnnl.global.dnnl.dnnl_memory_desc_init_by_tag;
import static org.bytedeco.dnnl.global.dnnl.dnnl_nChw16c;

import java.util.List;
import org.bytedeco.dnnl.dnnl_memory_desc_t;

/** Layouts of arrays in single precision. */
final class Layouts {

  private Layouts() {}

  /**
   * A layout.
   *
   * @param tag of oneDNN's layouts, for example {@code dnnl_nchw}
   * @param dimensions in oneDNN's order whatever the layout: minibatch, channels, height, width or
   *     output channels, input channels, height, width
   */
  static dnnl_memory_desc_t of(int tag, long... dimensions) {
    dnnl_memory_desc_t layout = new dnnl_memory_desc_t();
    OneDnn.check(
        dnnl_memory_desc_init_by_tag(layout, dimensions.length, dimensions, dnnl_f32, tag),
        "a layout");
    return layout;
  }

  /** Images in the blocked layout. */
  static dnnl_memory_desc_t blocked(List<Long> dimensions) {
    return blocked(dimensions.stream().mapToLong(Long::longValue).toArray());
  }

  /** Images in the blocked layout. */
  static dnnl_memory_desc_t blocked(long... dimensions) {
    return of(dnnl_nChw16c, dimensions);
  }
}
