package io.progan.core.layer;

import java.util.Arrays;

/**
 * One trainable array of a network.
 *
 * @param name the original's name, for example {@code 8x8/Conv0_up/weight}
 * @param shape convolution {@code [kernel, kernel, in, out]}, fused up-convolution {@code [kernel,
 *     kernel, out, in]}, dense {@code [in, out]}, bias {@code [out]}
 * @param scale for a weight, {@code gain / sqrt(fanIn)}: the standard deviation that He
 *     initialisation asks for (paper, section 4.1); 0 for a bias, which starts at zero and is never
 *     scaled
 */
public record Parameter(String name, long[] shape, double scale) {

  /** A weight. */
  static Parameter weight(String layer, double gain, long fanIn, long... shape) {
    return new Parameter(layer + "/weight", shape, gain / Math.sqrt((double) fanIn));
  }

  /** A bias of {@code channels} elements. */
  static Parameter bias(String layer, long channels) {
    return new Parameter(layer + "/bias", new long[] {channels}, 0);
  }

  /** The number of elements. */
  public long length() {
    return Arrays.stream(shape).reduce(1, (a, b) -> a * b);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Parameter p
        && name.equals(p.name)
        && scale == p.scale
        && Arrays.equals(shape, p.shape);
  }

  @Override
  public int hashCode() {
    return name.hashCode();
  }

  @Override
  public String toString() {
    return name + Arrays.toString(shape);
  }
}
