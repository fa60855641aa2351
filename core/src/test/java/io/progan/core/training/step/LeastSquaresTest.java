package io.progan.core.training.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.progan.core.Tiny;
import io.progan.core.device.HostValues;
import io.progan.core.training.state.Role;
import io.progan.core.training.state.TrainingState;
import io.progan.dataset.numpy.RandomState;
import io.progan.presets.config.ConfigJson;
import io.progan.presets.config.RunConfig;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.buffer.DataType;

/** The least-squares loss: its value by hand, its gradients by central differences. */
class LeastSquaresTest {

  private static final double STEP = 1e-5;
  private static final double WEIGHT = 0.25;
  private static final RunConfig CONFIG =
      ConfigJson.with(
          Tiny.config(),
          Map.of(
              "generatorLoss", Map.of("kind", "lsgan"),
              "discriminatorLoss", Map.of("kind", "lsgan", "fakeWeight", WEIGHT)));

  private final List<Phase> phases = Phase.of(CONFIG);
  private final TrainingState state = new TrainingState(CONFIG, Tiny.SHAPE, DataType.DOUBLE);
  private final StageGraphs graphs;
  private final List<Batch> batch;

  LeastSquaresTest() {
    state.initialize(new RandomState(3));
    graphs = TinyStep.graphs(phases, state);
    batch = List.of(TinyStep.batch(1, state));
  }

  @AfterEach
  void free() {
    graphs.close();
    state.close();
  }

  private Phase phase(Role role) {
    return phases.get(role == Role.DISCRIMINATOR ? 0 : 1);
  }

  private LossMeans means(Role role) {
    return graphs.compute(phase(role), batch, 0).get(role);
  }

  @Test
  void theTermsAddUpToTheLoss() {
    Map<String, Double> terms = means(Role.DISCRIMINATOR).values();
    assertThat(terms)
        .containsOnlyKeys(
            "loss",
            "realScore",
            "fakeScore",
            "realSquares",
            "fakeSquares",
            "realLabelPenalty",
            "fakeLabelPenalty");
    assertThat(terms.get("loss"))
        .isCloseTo(
            terms.get("realSquares")
                + terms.get("fakeSquares")
                + terms.get("realLabelPenalty")
                + terms.get("fakeLabelPenalty"),
            within(1e-12));
    // The mean of squares is not less than the square of the mean.
    assertThat(terms.get("realSquares")).isGreaterThan(Math.pow(terms.get("realScore"), 2));
    assertThat(terms.get("fakeSquares"))
        .isGreaterThan(WEIGHT * Math.pow(terms.get("fakeScore") - 1, 2));
    Map<String, Double> generator = means(Role.GENERATOR).values();
    assertThat(generator.get("loss") - generator.get("labelPenalty"))
        .isGreaterThan(Math.pow(generator.get("fakeScore"), 2));
  }

  @ParameterizedTest
  @EnumSource(Role.class)
  void gradientsAreThoseOfCentralDifferences(Role role) {
    means(role);
    double[] exact = HostValues.doubles(graphs.gradients(phase(role), role).vector());
    var weights = state.weights(role).vector();
    for (int i = 0; i < exact.length; i += exact.length / 40) {
      double weight = weights.getDouble(i);
      weights.putScalar(i, weight + STEP);
      double above = means(role).loss();
      weights.putScalar(i, weight - STEP);
      double below = means(role).loss();
      weights.putScalar(i, weight);
      assertThat(exact[i]).as("weight %d", i).isCloseTo((above - below) / (2 * STEP), within(1e-6));
    }
  }
}
