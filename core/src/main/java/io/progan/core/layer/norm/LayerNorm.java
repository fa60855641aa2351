package io.progan.core.layer.norm;

import io.progan.core.graph.Arithmetic;
import io.progan.core.graph.Reduction;
import io.progan.core.graph.Shaping;
import io.progan.core.graph.Tensor;
import io.progan.core.state.Initializer;
import io.progan.core.state.Pass;
import io.progan.core.state.Slot;
import java.util.List;

/**
 * Layer normalisation (Ba et al., "Layer Normalization", 2016) with one gain for the whole layer:
 * for each image over channels and pixels, with the biased variance and an epsilon of 1e-4.
 */
public final class LayerNorm implements Norm {

  private static final double EPSILON = 1e-4;

  private final Slot gain;

  /**
   * Describes the norm.
   *
   * @param layer whose outputs it normalises
   */
  public LayerNorm(String layer) {
    gain = Slot.trained(layer + "/LayerNorm/gain", Initializer.constant(1), 1);
  }

  @Override
  public List<Slot> slots() {
    return List.of(gain);
  }

  @Override
  public boolean replacesBias() {
    return false;
  }

  @Override
  public Tensor apply(Pass pass, Tensor x) {
    Tensor flat = Shaping.reshape(x, x.size(0), x.length() / x.size(0));
    Tensor centred = flat.minus(Reduction.meanOver(flat, 1));
    Tensor variance = Reduction.meanOver(centred.times(centred), 1);
    Tensor normalised = centred.times(Arithmetic.rsqrt(variance.plus(EPSILON)));
    Tensor scaled = normalised.times(Shaping.reshape(pass.slot(gain), 1, 1));
    return Shaping.reshape(scaled, x.shape());
  }
}
