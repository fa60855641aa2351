package io.progan.core.layer.weight;

import io.progan.core.graph.Graph;
import io.progan.core.graph.Product;
import io.progan.core.graph.Shaping;
import io.progan.core.graph.Tensor;
import io.progan.core.state.Pass;
import io.progan.core.state.Slot;

/**
 * A weight with the standard deviation of He initialisation (paper, section 4.1), which is either
 * the scale that it is multiplied by at run time (equalized learning rate) or how it is drawn.
 *
 * @param slot what is trained
 * @param standardDeviation {@code gain / sqrt(fanIn)}
 * @param equalized whether it is a scale at run time
 */
public record ScaledWeight(Slot slot, double standardDeviation, boolean equalized)
    implements Weight {

  private static final int TAPS = 9;

  /** The original multiplies by a float32 constant, whatever the type of the weights. */
  public double scale() {
    return equalized ? (double) (float) standardDeviation : 1;
  }

  @Override
  public Tensor of(Pass pass) {
    return pass.derived(slot.name(), () -> pass.slot(slot).times(scale()));
  }

  /**
   * The 4x4 kernel that fuses a 3x3 convolution with a change of resolution: the sum of the four
   * one-pixel shifts of the padded 3x3 kernel.
   *
   * @param factor an additional factor, 1/4 when resolution is halved
   */
  public Tensor spread(Pass pass, double factor) {
    return pass.derived(
        slot.name() + "/spread",
        () -> {
          long[] shape = slot.shape();
          long maps = shape[2] * shape[3];
          Tensor shifts = shifts(pass.graph(), scale() * factor);
          Tensor taps = Product.matmul(shifts, Shaping.reshape(pass.slot(slot), TAPS, maps));
          return Shaping.reshape(taps, 4, 4, shape[2], shape[3]);
        });
  }

  /** {@code [16, 9]}: which taps of the 3x3 kernel each tap of the 4x4 kernel sums. */
  private static Tensor shifts(Graph graph, double factor) {
    double[] matrix = new double[16 * TAPS];
    for (int tap = 0; tap < TAPS; tap++) {
      for (int shift = 0; shift < 4; shift++) {
        int y = tap / 3 + shift / 2;
        int x = tap % 3 + shift % 2;
        matrix[(4 * y + x) * TAPS + tap] = factor;
      }
    }
    return graph.constant(matrix, 16, TAPS);
  }
}
