package io.progan.core.training.watch;

import static org.assertj.core.api.Assertions.assertThat;

import io.progan.core.Tiny;
import io.progan.core.loss.family.Losses;
import io.progan.core.training.state.TrainingState;
import io.progan.core.training.step.LossMeans;
import io.progan.core.training.tick.TickSums;
import io.progan.core.training.tick.UpdateSums;
import io.progan.dataset.numpy.RandomState;
import io.progan.presets.config.DatasetShape;
import io.progan.presets.config.RunConfig;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;

class DivergenceWatchTest {

  private final DivergenceWatch watch = watch(Tiny.config());

  private static DivergenceWatch watch(RunConfig config) {
    return new DivergenceWatch(config, Losses.discriminator(config.discriminatorLoss()));
  }

  private static TickSums sums(double loss, double fakeScore, int applied, int skippedInRow) {
    return new TickSums(
        new LossMeans(Map.of("loss", loss, "realScore", 0.0, "fakeScore", fakeScore)),
        new UpdateSums(applied, 0, 1),
        new LossMeans(Map.of("loss", 0.0)),
        new UpdateSums(applied, 0, 1),
        skippedInRow,
        skippedInRow);
  }

  @Test
  void aGoodTickShowsNoSign() {
    try (TrainingState state = new TrainingState(Tiny.config(), Tiny.SHAPE, DataType.FLOAT)) {
      state.initialize(new RandomState(1));
      assertThat(watch.signs(sums(3, 900, 1, 0), state)).isEmpty();
    }
  }

  @Test
  void lossesScoresAndWeightsAreLookedAt() {
    try (TrainingState state = new TrainingState(Tiny.config(), Tiny.SHAPE, DataType.FLOAT)) {
      state.initialize(new RandomState(1));
      assertThat(watch.signs(sums(Double.POSITIVE_INFINITY, 0, 1, 0), state))
          .containsExactly("losses are not finite");
      assertThat(watch.signs(sums(3, -20_000, 1, 0), state))
          .containsExactly("scores have drifted away (reals 0.00, fakes -2.00e+04)");
      assertThat(watch.signs(sums(3, 0, 0, 0), state))
          .containsExactly("no update in a whole tick, since gradients are not finite");
      state.averageWeights().vector().putScalar(0, Float.NaN);
      assertThat(watch.signs(sums(3, 0, 1, 0), state))
          .containsExactly("weights of the averaged generator are not finite");
    }
  }

  @Test
  void aDiscriminatorThatHasWonAndAnExplodingWeightAreSeen() {
    RunConfig config =
        Tiny.config(
            Map.of(
                "generator", Map.of("kind", "biggan", "ch", 1, "latentSize", 8),
                "discriminator", Map.of("kind", "biggan", "ch", 1),
                "generatorLoss", Map.of("kind", "hinge"),
                "discriminatorLoss", Map.of("kind", "hinge")));
    DatasetShape shape = new DatasetShape(32, 3, 2);
    try (TrainingState state = new TrainingState(config, shape, DataType.FLOAT)) {
      state.initialize(new RandomState(1));
      DivergenceWatch hinge = watch(config);
      assertThat(hinge.signs(sums(0.5, 0, 1, 0), state)).isEmpty();
      assertThat(hinge.signs(sums(0.0002, 0, 1, 0), state))
          .containsExactly("the discriminator tells all fakes (its loss has fallen to 0.000200)");
      state.generatorWeights().view("linear.sv0").assign(2000);
      assertThat(hinge.signs(sums(0.5, 0, 1, 0), state))
          .containsExactly("the largest singular value explodes (G/linear 2.00e+03)");
    }
  }

  @Test
  void skippedUpdatesInARowAreSaidOnce() {
    assertThat(watch.skipsTooMuch(sums(0, 0, 1, 7), sums(0, 0, 1, 9))).isFalse();
    assertThat(watch.skipsTooMuch(sums(0, 0, 1, 9), sums(0, 0, 1, 11))).isTrue();
    assertThat(watch.skipsTooMuch(sums(0, 0, 1, 11), sums(0, 0, 1, 13))).isFalse();
  }

  @Test
  void aLossScaleMayComeDown() {
    DivergenceWatch scaled =
        watch(Tiny.config(Map.of("discriminatorOptimizer", Map.of("useLossScaling", true))));
    assertThat(scaled.skipsTooMuch(sums(0, 0, 1, 9), sums(0, 0, 1, 11))).isFalse();
    try (TrainingState state = new TrainingState(Tiny.config(), Tiny.SHAPE, DataType.FLOAT)) {
      assertThat(scaled.signs(sums(3, 0, 0, 0), state)).isEmpty();
    }
  }
}
