package io.progan.core.training.watch;

import io.progan.core.loss.Loss;
import io.progan.core.state.StateVector;
import io.progan.core.training.state.TrainingState;
import io.progan.core.training.step.LossMeans;
import io.progan.core.training.tick.TickSums;
import io.progan.presets.config.RunConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Knows the signs of a training that has gone wrong. */
public final class DivergenceWatch {

  /** Without loss scaling a gradient should always be finite. */
  private static final int SKIPS = 10;

  /** A loss scale that is too high comes down by one power of two with each skipped update. */
  private static final int SKIPS_WITH_LOSS_SCALE = 200;

  /**
   * With the usual weight of 0.001 the drift penalty of such scores is 100 000, and they fall at
   * once unless the networks have lost control.
   */
  private static final double HIGHEST_SCORE = 10_000;

  /** Weights begin at singular values about 1; published trainings end far below this. */
  private static final double HIGHEST_SINGULAR_VALUE = 1000;

  private final boolean scalesLoss;
  private final Map<String, String> scores;
  private final double leastLoss;

  /**
   * Watches a training.
   *
   * @param config whether losses are scaled
   * @param discriminator the loss whose scores are watched
   */
  public DivergenceWatch(RunConfig config, Loss discriminator) {
    scalesLoss =
        config.generatorOptimizer().useLossScaling()
            || config.discriminatorOptimizer().useLossScaling();
    scores = discriminator.scores();
    leastLoss = discriminator.least();
  }

  /** Whether an iteration was one skipped update too many; true once in a row. */
  public boolean skipsTooMuch(TickSums before, TickSums after) {
    int limit = scalesLoss ? SKIPS_WITH_LOSS_SCALE : SKIPS;
    return before.skippedInRow() < limit && after.skippedInRow() >= limit;
  }

  /** What is wrong at the end of a tick; nothing if all is well. */
  public List<String> signs(TickSums sums, TrainingState state) {
    List<String> signs = new ArrayList<>();
    if (sums.stuck()) {
      if (!scalesLoss) {
        signs.add("no update in a whole tick, since gradients are not finite");
      }
    } else {
      losses(sums, signs);
    }
    singularValues(state, signs);
    weights("generator", state.generatorWeights(), signs);
    weights("averaged generator", state.averageWeights(), signs);
    weights("discriminator", state.discriminatorWeights(), signs);
    return signs;
  }

  private void losses(TickSums sums, List<String> signs) {
    LossMeans d = sums.discriminatorMean();
    if (!isFinite(d) || !isFinite(sums.generatorMean())) {
      signs.add("losses are not finite");
    }
    if (d.loss() < leastLoss) {
      signs.add(
          "the discriminator tells all fakes (its loss has fallen to %.3g)".formatted(d.loss()));
    }
    double highest =
        scores.keySet().stream().mapToDouble(name -> Math.abs(d.get(name))).max().orElse(0);
    if (highest > HIGHEST_SCORE) {
      signs.add(
          scores.entrySet().stream()
              .map(e -> "%s %.3g".formatted(e.getValue(), d.get(e.getKey())))
              .collect(Collectors.joining(", ", "scores have drifted away (", ")")));
    }
  }

  private static void singularValues(TrainingState state, List<String> signs) {
    SingularValues.of(state).entrySet().stream()
        .filter(entry -> !(entry.getValue().get(0) <= HIGHEST_SINGULAR_VALUE))
        .map(entry -> "%s %.3g".formatted(entry.getKey(), entry.getValue().get(0)))
        .reduce((a, b) -> a + ", " + b)
        .ifPresent(which -> signs.add("the largest singular value explodes (%s)".formatted(which)));
  }

  private static boolean isFinite(LossMeans means) {
    return means.values().values().stream().allMatch(Double::isFinite);
  }

  /** A sum is finite if all its terms are, unless they are huge. */
  private static void weights(String name, StateVector weights, List<String> signs) {
    if (!Double.isFinite(weights.vector().sumNumber().doubleValue())) {
      signs.add("weights of the " + name + " are not finite");
    }
  }
}
