package io.progan.core.layer;

import io.progan.core.graph.Arithmetic;
import io.progan.core.graph.Reduction;
import io.progan.core.graph.Shaping;
import io.progan.core.graph.Tensor;
import io.progan.core.state.Pass;
import io.progan.core.state.Slot;
import io.progan.presets.config.MinibatchAveraging;
import io.progan.presets.config.MinibatchAveraging.Mode;
import java.util.List;

/**
 * Appends feature maps that say how much the images of a whole minibatch differ, as the Theano
 * version has it (paper, section 3): deviations over the images, averaged in one of several ways.
 *
 * @param averaging of the deviations; not off
 */
public record MinibatchStatistics(MinibatchAveraging averaging) implements Layer {

  private static final double EPSILON = 1e-8;

  @Override
  public String name() {
    return "MinibatchStatistics";
  }

  @Override
  public List<Slot> slots() {
    return List.of();
  }

  @Override
  public Tensor forward(Pass pass, Tensor x) {
    int parts = pass.parts();
    long images = x.size(0) / parts;
    long maps = x.size(1);
    long pixels = x.size(2) * x.size(3);
    Tensor statistic = statistic(Shaping.reshape(x, parts, images, maps, pixels));
    Tensor repeated = Reduction.repeat(statistic, parts, images, statistic.size(2), pixels);
    return Shaping.concat(
        1, x, Shaping.reshape(repeated, x.size(0), statistic.size(2), x.size(2), x.size(3)));
  }

  /**
   * The extra maps.
   *
   * @param x {@code [parts, images, maps, pixels]}
   * @return {@code [parts, 1, extra, pixels or 1]}
   */
  private Tensor statistic(Tensor x) {
    Mode mode = averaging.mode();
    return switch (mode) {
      case OFF -> throw new IllegalStateException("statistics that are off");
      case ALL -> Reduction.meanOver(deviation(x, 1), 2, 3);
      case SPATIAL -> Reduction.meanOver(deviation(x, 1), 3);
      case NONE -> deviation(x, 1);
      case GPOOL -> deviation(x, 1, 3);
      case FLAT -> deviation(x, 1, 2, 3);
      case GROUP -> {
        long maps = x.size(2);
        long groups = averaging.groups();
        Tensor runs =
            Shaping.reshape(deviation(x, 1), x.size(0), 1, groups, maps / groups * x.size(3));
        yield Reduction.meanOver(runs, 3);
      }
    };
  }

  private static Tensor deviation(Tensor x, int... dimensions) {
    Tensor centred = x.minus(Reduction.meanOver(x, dimensions));
    return Arithmetic.sqrt(Reduction.meanOver(centred.times(centred), dimensions).plus(EPSILON));
  }
}
