package io.progan.core.exchange;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;

/**
 * The options that give a network its numbers of feature maps: {@code min(floor(base / 2^(stage *
 * decay)), max)}.
 *
 * @param base {@code fmap_base}
 * @param decay {@code fmap_decay}
 * @param max {@code fmap_max}
 */
record FeatureMapFit(int base, double decay, int max) {

  private static final int USUAL_BASE = 8192;
  private static final int MOST_DECAY_PERCENT = 400;

  /**
   * Finds options for some numbers. Where several fit, the decay is the original's, 1, if that is
   * possible, and the base is the original's, 8192, or else a power of two.
   *
   * @param maps the feature maps by stage; at least one
   * @return empty if no options give these numbers
   */
  static Optional<FeatureMapFit> of(Map<Integer, Integer> maps) {
    Optional<FeatureMapFit> usual = of(maps, 1.0);
    for (int percent = 0; usual.isEmpty() && percent <= MOST_DECAY_PERCENT; percent++) {
      usual = of(maps, percent / 100.0);
    }
    return usual;
  }

  private static Optional<FeatureMapFit> of(Map<Integer, Integer> maps, double decay) {
    int max = Collections.max(maps.values());
    double least = 1;
    double most = Integer.MAX_VALUE;
    for (Map.Entry<Integer, Integer> stage : maps.entrySet()) {
      double factor = Math.pow(2.0, stage.getKey() * decay);
      int count = stage.getValue();
      least = Math.max(least, Math.ceil(count * factor));
      if (count < max) {
        most = Math.min(most, Math.ceil((count + 1) * factor) - 1);
      }
    }
    if (least > most) {
      return Optional.empty();
    }
    double power = Math.pow(2.0, Math.ceil(Math.log(least) / Math.log(2.0)));
    double round = power >= least && power <= most ? power : least;
    double base = USUAL_BASE >= least && USUAL_BASE <= most ? USUAL_BASE : round;
    return Optional.of(new FeatureMapFit((int) base, decay, max));
  }
}
