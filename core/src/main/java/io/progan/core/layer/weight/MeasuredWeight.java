package io.progan.core.layer.weight;

import io.progan.core.graph.Shaping;
import io.progan.core.graph.Tensor;
import io.progan.core.state.Initializer;
import io.progan.core.state.Pass;
import io.progan.core.state.Slot;
import io.progan.dataset.numpy.RandomState;
import java.util.Arrays;
import java.util.List;

/**
 * A weight with equalized learning rate as the Theano version has it: it is drawn with the standard
 * deviation of He initialisation and divided by its root mean square, which is measured and kept as
 * the scale at run time.
 */
public final class MeasuredWeight implements Weight {

  private final Slot scale;
  private final Slot slot;

  /**
   * Describes the weight.
   *
   * @param layer the layer's name
   * @param standardDeviation {@code gain / sqrt(fanIn)}
   * @param shape of the weight
   */
  public MeasuredWeight(String layer, double standardDeviation, long... shape) {
    Initializer drawn = Initializer.normal(standardDeviation);
    slot =
        Slot.trained(layer + "/weight", (random, s) -> normalized(drawn.values(random, s)), shape);
    // The scale is that of the weight, which is drawn next from the same source.
    scale =
        Slot.shared(
            layer + "/weight_scale",
            (random, one) -> {
              RandomState copy = RandomState.restore(random.save());
              return new double[] {rootMeanSquare(drawn.values(copy, shape))};
            },
            1);
  }

  /**
   * A weight as it is stored: with a root mean square of 1.
   *
   * @param drawn at least one number; changed in place
   */
  static double[] normalized(double[] drawn) {
    double root = rootMeanSquare(drawn);
    for (int i = 0; i < drawn.length; i++) {
      drawn[i] /= root;
    }
    return drawn;
  }

  /** The scale at run time of a weight that was drawn. */
  static double rootMeanSquare(double... drawn) {
    return Math.sqrt(Arrays.stream(drawn).map(value -> value * value).sum() / drawn.length);
  }

  @Override
  public Slot slot() {
    return slot;
  }

  /** The scale comes first, since it is initialised from what the weight will draw. */
  @Override
  public List<Slot> slots() {
    return List.of(scale, slot);
  }

  @Override
  public Tensor of(Pass pass) {
    return pass.derived(
        slot.name(),
        () -> {
          long[] ones = new long[slot.shape().length];
          Arrays.fill(ones, 1);
          return pass.slot(slot).times(Shaping.reshape(pass.slot(scale), ones));
        });
  }
}
