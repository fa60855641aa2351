package io.progan.core.plan.onednn;

import static org.bytedeco.dnnl.global.dnnl.dnnl_IOhw16o16i;
import static org.bytedeco.dnnl.global.dnnl.dnnl_OIhw16i16o;
import static org.bytedeco.dnnl.global.dnnl.dnnl_OIhw16o16i;

import org.bytedeco.dnnl.dnnl_memory_desc_t;

/**
 * A convolution with a square kernel, whichever of its three passes is wanted.
 *
 * @param images the minibatch
 * @param in channels of the larger image
 * @param out channels of the smaller image
 * @param height of the larger image in pixels
 * @param width of the larger image in pixels
 * @param kernel its size in pixels
 * @param stride the step in pixels
 * @param padding the border of zeros in pixels, on all four sides
 */
public record ConvolutionShape(
    long images, long in, long out, long height, long width, int kernel, int stride, int padding) {

  private long down(long size) {
    return (size + 2L * padding - kernel) / stride + 1;
  }

  dnnl_memory_desc_t large() {
    return Layouts.blocked(images, in, height, width);
  }

  dnnl_memory_desc_t small() {
    return Layouts.blocked(images, out, down(height), down(width));
  }

  /** Weights, and their gradient, as the forward and the weights' pass take them. */
  dnnl_memory_desc_t weights() {
    return weights(dnnl_OIhw16i16o);
  }

  /** Weights as the pass to the larger image takes them. */
  dnnl_memory_desc_t transposedWeights() {
    return weights(kernel == 1 ? dnnl_IOhw16o16i : dnnl_OIhw16o16i);
  }

  dnnl_memory_desc_t weights(int tag) {
    return Layouts.of(tag, out, in, kernel, kernel);
  }

  long[] strides() {
    return new long[] {stride, stride};
  }

  long[] border() {
    return new long[] {padding, padding};
  }
}
