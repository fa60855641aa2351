package io.progan.core.layer;

import io.progan.core.graph.Arithmetic;
import io.progan.core.graph.Reduction;
import io.progan.core.graph.Shaping;
import io.progan.core.graph.Tensor;
import io.progan.core.state.Pass;
import io.progan.core.state.Slot;
import io.progan.presets.config.MinibatchGroups;
import java.util.List;

/**
 * Appends one feature map: how much the images of a group differ (paper, section 3).
 *
 * <p>Image {@code i} of a minibatch of {@code n} belongs to group {@code i mod (n / groupSize)}.
 * The map holds the standard deviation over the group, averaged over channels and pixels; it is
 * worked out in the arrays' precision, whatever the network's.
 *
 * @param groupSize the number of images in a group; a smaller minibatch is one group
 */
public record MinibatchStddev(int groupSize) implements Layer {

  private static final double EPSILON = 1e-8;

  @Override
  public String name() {
    return "MinibatchStddev";
  }

  @Override
  public List<Slot> slots() {
    return List.of();
  }

  @Override
  public Tensor forward(Pass pass, Tensor x) {
    int parts = pass.parts();
    long minibatch = x.size(0) / parts;
    long group = MinibatchGroups.size(groupSize, (int) minibatch);
    if (minibatch % group != 0) {
      throw new IllegalArgumentException(
          "the minibatch of %d is not divisible by the stddev group of %d"
              .formatted(minibatch, group));
    }
    long features = x.size(1) * x.size(2) * x.size(3);
    Tensor grouped = Shaping.reshape(x, parts, group, minibatch / group, features);
    Tensor centred = grouped.minus(Reduction.meanOver(grouped, 1));
    Tensor variance = Reduction.meanOver(centred.times(centred), 1);
    Tensor deviation = Reduction.meanOver(Arithmetic.sqrt(variance.plus(EPSILON)), 3);
    Tensor map =
        Reduction.repeat(
            pass.precision().value(deviation),
            parts,
            group,
            minibatch / group,
            x.size(2) * x.size(3));
    return Shaping.concat(1, x, Shaping.reshape(map, x.size(0), 1, x.size(2), x.size(3)));
  }
}
