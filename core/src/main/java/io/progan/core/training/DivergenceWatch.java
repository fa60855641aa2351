package io.progan.core.training;

import io.progan.core.network.ParameterVector;
import io.progan.presets.config.RunConfig;
import java.util.ArrayList;
import java.util.List;

/** Knows the signs of a training that has gone wrong. */
final class DivergenceWatch {

  /** Without loss scaling a gradient should always be finite. */
  private static final int SKIPS = 10;

  /** A loss scale that is too high comes down by one power of two with each skipped update. */
  private static final int SKIPS_WITH_LOSS_SCALE = 200;

  /**
   * With the usual weight of 0.001 the drift penalty of such scores is 100 000, and they fall at
   * once unless the networks have lost control.
   */
  private static final double HIGHEST_SCORE = 10_000;

  private final boolean scalesLoss;
  private final boolean limitsDrift;

  DivergenceWatch(RunConfig config) {
    scalesLoss =
        config.generatorOptimizer().useLossScaling()
            || config.discriminatorOptimizer().useLossScaling();
    limitsDrift = config.discriminatorLoss().wganEpsilon() > 0;
  }

  /** Whether an iteration was one skipped update too many; true once in a row. */
  boolean skipsTooMuch(TickSums before, TickSums after) {
    int limit = scalesLoss ? SKIPS_WITH_LOSS_SCALE : SKIPS;
    return before.skippedInRow() < limit && after.skippedInRow() >= limit;
  }

  /** What is wrong at the end of a tick; nothing if all is well. */
  List<String> signs(TickSums sums, TrainingState state) {
    List<String> signs = new ArrayList<>();
    if (sums.stuck()) {
      if (!scalesLoss) {
        signs.add("no update in a whole tick, since gradients are not finite");
      }
    } else {
      losses(sums, signs);
    }
    weights("generator", state.generatorWeights(), signs);
    weights("averaged generator", state.averageWeights(), signs);
    weights("discriminator", state.discriminatorWeights(), signs);
    return signs;
  }

  private void losses(TickSums sums, List<String> signs) {
    DiscriminatorReport d = sums.discriminatorMean();
    if (!Double.isFinite(d.loss()) || !Double.isFinite(sums.generatorMean().loss())) {
      signs.add("losses are not finite");
    }
    double highest = Math.max(Math.abs(d.realScore()), Math.abs(d.fakeScore()));
    if (limitsDrift && highest > HIGHEST_SCORE) {
      signs.add(
          "scores have drifted away (reals %.3g, fakes %.3g)"
              .formatted(d.realScore(), d.fakeScore()));
    }
  }

  /** A sum is finite if all its terms are, unless they are huge. */
  private static void weights(String name, ParameterVector weights, List<String> signs) {
    if (!Double.isFinite(weights.vector().sumNumber().doubleValue())) {
      signs.add("weights of the " + name + " are not finite");
    }
  }
}
