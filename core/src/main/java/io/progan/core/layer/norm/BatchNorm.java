package io.progan.core.layer.norm;

import io.progan.core.graph.Arithmetic;
import io.progan.core.graph.Reduction;
import io.progan.core.graph.Shaping;
import io.progan.core.graph.Tensor;
import io.progan.core.state.Initializer;
import io.progan.core.state.Pass;
import io.progan.core.state.Slot;
import java.util.Arrays;
import java.util.List;

/**
 * Batch normalisation (Ioffe and Szegedy, "Batch Normalization", 2015) as Lasagne has it: for each
 * channel over images and pixels, with the biased variance and an epsilon of 1e-4.
 *
 * <p>Each part of a pass is normalised by its own statistics. Running averages of the mean and of
 * the inverse deviation are kept; they are used only by a pass that asks for them.
 */
public final class BatchNorm implements Norm {

  private static final double EPSILON = 1e-4;
  private static final double ALPHA = 0.1;

  private final Slot gamma;
  private final Slot beta;
  private final Slot mean;
  private final Slot inverseDeviation;

  /**
   * Describes the norm.
   *
   * @param layer whose outputs it normalises
   * @param channels of the outputs
   */
  public BatchNorm(String layer, long channels) {
    String scope = layer + "/BatchNorm/";
    gamma = Slot.trained(scope + "gamma", Initializer.constant(1), channels);
    beta = Slot.trained(scope + "beta", Initializer.ZEROS, channels);
    mean = Slot.shared(scope + "mean", Initializer.ZEROS, channels);
    inverseDeviation = Slot.shared(scope + "inv_std", Initializer.constant(1), channels);
  }

  @Override
  public List<Slot> slots() {
    return List.of(gamma, beta, mean, inverseDeviation);
  }

  @Override
  public boolean replacesBias() {
    return true;
  }

  @Override
  public Tensor apply(Pass pass, Tensor x) {
    return pass.averages() ? byAverages(pass, x) : byMinibatch(pass, x);
  }

  private Tensor byAverages(Pass pass, Tensor x) {
    long[] each = new long[x.rank()];
    Arrays.fill(each, 1);
    each[1] = x.size(1);
    Tensor centre = Shaping.reshape(pass.slot(mean), each);
    Tensor inverse = Shaping.reshape(pass.slot(inverseDeviation), each);
    return scaled(pass, x.minus(centre), inverse, each);
  }

  private Tensor byMinibatch(Pass pass, Tensor x) {
    int parts = pass.parts();
    long channels = x.size(1);
    long pixels = x.length() / x.size(0) / channels;
    Tensor each = Shaping.reshape(x, parts, x.size(0) / parts, channels, pixels);
    Tensor centre = Reduction.meanOver(each, 1, 3);
    Tensor centred = each.minus(centre);
    Tensor variance = Reduction.meanOver(centred.times(centred), 1, 3);
    Tensor inverse = Arithmetic.rsqrt(variance.plus(EPSILON));
    keep(pass, centre, inverse);
    return Shaping.reshape(scaled(pass, centred, inverse, 1, 1, channels, 1), x.shape());
  }

  private Tensor scaled(Pass pass, Tensor centred, Tensor inverse, long... each) {
    Tensor scale = Shaping.reshape(pass.slot(gamma), each).times(inverse);
    return centred.times(scale).plus(Shaping.reshape(pass.slot(beta), each));
  }

  /** Each part moves the averages once, in order. */
  private void keep(Pass pass, Tensor centres, Tensor inverses) {
    if (pass.mode() == Pass.Mode.TRAIN) {
      for (int part = 0; part < pass.parts(); part++) {
        move(pass, mean, centres, part);
        move(pass, inverseDeviation, inverses, part);
      }
    }
  }

  private static void move(Pass pass, Slot slot, Tensor values, int part) {
    Tensor one = Shaping.reshape(Shaping.slice(values, 0, part, 1), slot.shape());
    pass.update(slot, pass.slot(slot).times(1 - ALPHA).plus(one.times(ALPHA)));
  }
}
