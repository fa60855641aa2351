package io.progan.core.training.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.progan.core.device.HostValues;
import io.progan.core.training.state.Role;
import io.progan.core.training.state.TrainingState;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Updates of both networks at once, and of several minibatches. */
class PhaseTest {

  private final TrainingState state = TinyStep.state();
  private final List<Phase> usual = Phase.of(TinyStep.CONFIG);

  @AfterEach
  void free() {
    state.close();
  }

  private double[] gradients(List<Phase> phases, int phase, Role role, List<Batch> batches) {
    try (StageGraphs graphs = TinyStep.graphs(phases, state)) {
      graphs.compute(phases.get(phase), batches, 0);
      return HostValues.doubles(graphs.gradients(phases.get(phase), role).vector());
    }
  }

  @Test
  void aSimultaneousPhaseUpdatesBothFromTheSameWeights() {
    List<Phase.Update> updates =
        List.of(usual.get(0).updates().get(0), usual.get(1).updates().get(0));
    List<Phase> both =
        List.of(new Phase("both", true, updates, 1, 1, Phase.Averaging.AFTER, false, false));
    List<Batch> batch = List.of(TinyStep.batch(1, state));
    double[] discriminator = gradients(usual, 0, Role.DISCRIMINATOR, batch);
    double[] generator = gradients(usual, 1, Role.GENERATOR, batch);
    assertThat(generator).isNotEqualTo(new double[generator.length]);

    assertThat(gradients(both, 0, Role.DISCRIMINATOR, batch))
        .containsExactly(discriminator, within(1e-12));
    assertThat(gradients(both, 0, Role.GENERATOR, batch)).containsExactly(generator, within(1e-12));
  }

  @Test
  void accumulatedGradientsAreTheSumOverTheMinibatches() {
    Phase once = usual.get(0);
    List<Phase> twice =
        List.of(
            new Phase(
                once.name(),
                once.reals(),
                once.updates(),
                1,
                2,
                once.averaging(),
                once.ownFakeLabels(),
                once.split()));
    Batch first = TinyStep.batch(1, state);
    Batch second = TinyStep.batch(2, state);
    double[] a = gradients(usual, 0, Role.DISCRIMINATOR, List.of(first));
    double[] b = gradients(usual, 0, Role.DISCRIMINATOR, List.of(second));
    double[] sum = new double[a.length];
    for (int i = 0; i < sum.length; i++) {
      sum[i] = a[i] + b[i];
    }

    assertThat(gradients(twice, 0, Role.DISCRIMINATOR, List.of(first, second)))
        .containsExactly(sum, within(1e-12));
    try (StageGraphs graphs = TinyStep.graphs(twice, state)) {
      assertThat(graphs.pieces(twice.get(0))).isEqualTo(2);
      double mean =
          graphs.compute(twice.get(0), List.of(first, second), 0).get(Role.DISCRIMINATOR).loss();
      double one = loss(first);
      double other = loss(second);
      assertThat(mean).isCloseTo((one + other) / 2, within(1e-12));
      assertThat(one).isNotEqualTo(other);
    }
  }

  private double loss(Batch batch) {
    try (StageGraphs graphs = TinyStep.graphs(usual, state)) {
      return graphs.compute(usual.get(0), List.of(batch), 0).get(Role.DISCRIMINATOR).loss();
    }
  }
}
