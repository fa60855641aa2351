package io.progan.core.state;

import java.util.Arrays;

/**
 * One array that a network owns.
 *
 * @param name the original's name, for example {@code 8x8/Conv0_up/weight}
 * @param shape convolution {@code [kernel, kernel, in, out]}, fused up-convolution {@code [kernel,
 *     kernel, out, in]}, dense {@code [in, out]}, bias {@code [out]}
 * @param trained whether an optimiser changes it; else it is kept: the layer itself updates it
 *     while training, as running statistics and power-iteration vectors are
 * @param averaged whether the moving average of the network has a value of its own; else it shares
 *     the network's
 * @param initializer what it holds at first
 */
public record Slot(
    String name, long[] shape, boolean trained, boolean averaged, Initializer initializer) {

  /** An array that gradients change. */
  public static Slot trained(String name, Initializer initializer, long... shape) {
    return new Slot(name, shape, true, true, initializer);
  }

  /** An array that its layer updates by {@link Pass#update}. */
  public static Slot kept(String name, Initializer initializer, long... shape) {
    return new Slot(name, shape, false, true, initializer);
  }

  /** A kept array that the moving average of the network shares with it. */
  public static Slot shared(String name, Initializer initializer, long... shape) {
    return new Slot(name, shape, false, false, initializer);
  }

  /** The bias of a layer, {@code [channels]}: trained from zero. */
  public static Slot bias(String layer, long channels) {
    return trained(layer + "/bias", Initializer.ZEROS, channels);
  }

  /** The number of elements. */
  public long length() {
    return Arrays.stream(shape).reduce(1, (a, b) -> a * b);
  }

  /** Equal slots are one array of a network; how it starts does not count. */
  @Override
  public boolean equals(Object other) {
    return other instanceof Slot slot
        && name.equals(slot.name)
        && trained == slot.trained
        && Arrays.equals(shape, slot.shape);
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
