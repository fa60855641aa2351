package io.progan.core.training.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.progan.core.Tiny;
import io.progan.core.loss.GanGraph;
import io.progan.core.network.Stage;
import io.progan.core.network.family.Networks;
import io.progan.core.plan.BufferPool;
import io.progan.core.state.StateVector;
import io.progan.core.training.state.Role;
import io.progan.core.training.state.TrainingState;
import io.progan.dataset.numpy.RandomState;
import io.progan.presets.config.RunConfig;
import io.progan.presets.schedule.ScheduleState;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Four replicas do what four devices would. With beta1 0 the first moment after a step is the
 * gradient that was applied. Sums in another order differ by single precision's rounding, a few
 * 1e-7 of the largest gradient; the tolerance is 1e-5 of it.
 */
class ReplicasTest {

  private static final int REPLICAS = 4;
  private static final int MINIBATCH = 16;
  private static final double FADE = 0.25;
  private static final Stage STAGE = new Stage(3, true);
  private static final StageSize SIZE = new StageSize(STAGE, MINIBATCH);

  private static RunConfig config(int replicas, int group) {
    return Tiny.config(
        Map.of("numGpus", replicas, "discriminator", Map.of("mbstdGroupSize", group)));
  }

  private static TrainingState state(RunConfig config) {
    TrainingState state = new TrainingState(config, Tiny.SHAPE, DataType.FLOAT);
    state.initialize(new RandomState(3));
    return state;
  }

  private static float[] labels() {
    float[] labels = new float[MINIBATCH * Tiny.CLASSES];
    for (int i = 0; i < MINIBATCH; i++) {
      labels[i * Tiny.CLASSES + i % Tiny.CLASSES] = 1;
    }
    return labels;
  }

  private static Batch discriminatorBatch() {
    RandomState random = new RandomState(4);
    float[] mixing = new float[MINIBATCH];
    for (int i = 0; i < MINIBATCH; i++) {
      mixing[i] = (float) random.rand();
    }
    Map<String, float[]> values = new HashMap<>();
    values.put(GanGraph.REALS, random.randnFloats(MINIBATCH * 3 * 64));
    values.put(GanGraph.LATENTS, random.randnFloats(MINIBATCH * 8));
    values.put(GanGraph.LABELS, labels());
    values.put(GanGraph.MIXING, mixing);
    return new Batch(values);
  }

  private static Batch generatorBatch() {
    return new Batch(
        Map.of(
            GanGraph.LATENTS,
            new RandomState(6).randnFloats(MINIBATCH * 8),
            GanGraph.LABELS,
            labels()));
  }

  /** The gradients, report and weights after a step of each network. */
  private record Outcome(
      float[] discriminatorGradient,
      float[] generatorGradient,
      LossMeans discriminator,
      LossMeans generator) {}

  private static Outcome train(RunConfig config) {
    try (TrainingState state = state(config);
        StageTrainer trainer = new StageTrainer(config, Tiny.SHAPE, state, SIZE, images -> {})) {
      return train(config, state, trainer);
    }
  }

  private static Outcome train(RunConfig config, TrainingState state, StageTrainer trainer) {
    List<Phase> phases = Phase.of(config);
    UpdateReport d = step(trainer, phases.get(0), discriminatorBatch());
    UpdateReport g = step(trainer, phases.get(1), generatorBatch());
    assertThat(d.applied() && g.applied()).isTrue();
    return new Outcome(
        state.discriminatorAdam().firstMoment().vector().toFloatVector(),
        state.generatorAdam().firstMoment().vector().toFloatVector(),
        d.means(),
        g.means());
  }

  private static UpdateReport step(StageTrainer trainer, Phase phase, Batch batch) {
    ScheduleState slow = new ScheduleState(0, 0, 8, MINIBATCH, 1e-9, 1e-9, 1);
    return trainer.step(phase, List.of(batch), FADE, slow).get(0);
  }

  @Test
  void gradientsAreTheMeanOfSeparateSteps() {
    RunConfig config = config(REPLICAS, 4);
    double[] discriminator;
    double[] generator;
    double loss = 0;
    List<Phase> phases = Phase.of(config);
    StageSize part = new StageSize(STAGE, MINIBATCH / REPLICAS);
    try (TrainingState state = state(config);
        StateVector d = state.discriminatorWeights().trainedZeros();
        StateVector g = state.generatorWeights().trainedZeros();
        BufferPool pool = new BufferPool(state.dataType());
        PhaseStep dStep =
            new PhaseStep(phases.get(0), state, part, Map.of(Role.DISCRIMINATOR, d), pool);
        PhaseStep gStep =
            new PhaseStep(phases.get(1), state, part, Map.of(Role.GENERATOR, g), pool)) {
      discriminator = new double[(int) d.vector().length()];
      generator = new double[(int) g.vector().length()];
      for (int i = 0; i < REPLICAS; i++) {
        Batch batch = discriminatorBatch().part(i, REPLICAS);
        loss += dStep.run(batch, FADE).get(Role.DISCRIMINATOR).loss() / REPLICAS;
        gStep.run(generatorBatch().part(i, REPLICAS), FADE);
        addMean(discriminator, d);
        addMean(generator, g);
      }
    }
    Outcome replicas = train(config);
    assertEqual(replicas.discriminatorGradient, discriminator);
    assertEqual(replicas.generatorGradient, generator);
    assertThat(replicas.discriminator.loss()).isCloseTo(loss, within(1e-6 * Math.abs(loss)));
  }

  private static void addMean(double[] mean, StateVector gradient) {
    float[] values = gradient.vector().toFloatVector();
    for (int i = 0; i < mean.length; i++) {
      mean[i] += (double) values[i] / REPLICAS;
    }
  }

  @ParameterizedTest(name = "{0} replicas, groups of {1}, {2} slices")
  @CsvSource({"1,4,2", "1,4,4", "2,4,2", "1,0,16", "2,2,4"})
  void slicesOfWholeGroupsEqualTheWhole(int replicas, int group, int count) {
    RunConfig config = config(replicas, group);
    Slices slices =
        Slices.whole(
            Networks.generator(config.generator(), Tiny.SHAPE),
            Networks.discriminator(config.discriminator(), Tiny.SHAPE),
            MINIBATCH / replicas);
    while (slices.count() < count) {
      slices = slices.finer();
    }
    assertThat(slices.count()).isEqualTo(count);
    Outcome whole = train(config);
    Outcome sliced;
    try (TrainingState state = state(config);
        StageTrainer trainer =
            new StageTrainer(config, Tiny.SHAPE, state, SIZE, slices, images -> {})) {
      sliced = train(config, state, trainer);
    }
    assertEqual(sliced.discriminatorGradient, doubles(whole.discriminatorGradient));
    assertEqual(sliced.generatorGradient, doubles(whole.generatorGradient));
    assertThat(sliced.discriminator.loss())
        .isCloseTo(whole.discriminator.loss(), within(1e-5 * Math.abs(whole.discriminator.loss())));
  }

  @Test
  void memoryThatRunsOutMakesSlices() {
    RunConfig config = config(1, 4);
    List<Integer> splits = new ArrayList<>();
    try (TrainingState state = state(config);
        StageTrainer trainer =
            new StageTrainer(
                config,
                Tiny.SHAPE,
                state,
                SIZE,
                images -> {
                  splits.add(images);
                  allowArrays(Long.MAX_VALUE);
                })) {
      allowArrays(1);
      Outcome outcome = train(config, state, trainer);
      assertThat(splits).containsExactly(8);
      assertThat(trainer.imagesAtATime()).isEqualTo(8);
      // One update, however often the gradients were computed.
      assertThat(state.discriminatorAdam().steps()).isEqualTo(1);
      Outcome whole = train(config);
      assertEqual(outcome.discriminatorGradient, doubles(whole.discriminatorGradient));
      assertEqual(outcome.generatorGradient, doubles(whole.generatorGradient));
    } finally {
      allowArrays(Long.MAX_VALUE);
    }
  }

  @Test
  void aGroupThatDoesNotFitIsSaid() {
    RunConfig config = config(1, 4);
    Slices finest = new Slices(MINIBATCH, 4, 4);
    try (TrainingState state = state(config);
        StageTrainer trainer =
            new StageTrainer(
                config,
                Tiny.SHAPE,
                state,
                SIZE,
                finest,
                images -> {
                  throw new AssertionError("no finer slices than groups");
                })) {
      allowArrays(1);
      assertThatThrownBy(() -> train(config, state, trainer))
          .isInstanceOf(OutOfMemoryError.class)
          .hasMessage("8x8 does not fit even with 4 images at a time");
      assertThat(state.discriminatorAdam().steps()).isZero();
    } finally {
      allowArrays(Long.MAX_VALUE);
    }
  }

  /** Lets ND4J's arrays take no more than this, those that are there included. */
  private static void allowArrays(long bytes) {
    Nd4j.getEnvironment().setDeviceLimit(0, bytes == Long.MAX_VALUE ? 0 : bytes);
  }

  @Test
  void withoutMinibatchStddevTheyEqualOneReplica() {
    Outcome one = train(config(1, 0));
    Outcome four = train(config(REPLICAS, 0));
    assertEqual(four.discriminatorGradient, doubles(one.discriminatorGradient));
    assertEqual(four.generatorGradient, doubles(one.generatorGradient));
    assertThat(four.discriminator.loss())
        .isCloseTo(one.discriminator.loss(), within(1e-5 * Math.abs(one.discriminator.loss())));
    assertThat(four.generator.get("labelPenalty"))
        .isCloseTo(one.generator.get("labelPenalty"), within(1e-5));
  }

  @Test
  void imagesAreComparedWithinTheirReplica() {
    // Groups of one replica of 16 are made of every fourth image; those of four replicas are not.
    Outcome one = train(config(1, 4));
    Outcome four = train(config(REPLICAS, 4));
    assertThat(distance(one.discriminatorGradient, doubles(four.discriminatorGradient)))
        .isGreaterThan(1e-3);
  }

  @Test
  void stddevGroupsAreNotLargerThanAReplica() {
    Outcome four = train(config(REPLICAS, 4));
    Outcome sixteen = train(config(REPLICAS, 16));
    assertThat(sixteen.discriminatorGradient).containsExactly(four.discriminatorGradient);
  }

  private static double[] doubles(float[] values) {
    double[] result = new double[values.length];
    Arrays.setAll(result, i -> values[i]);
    return result;
  }

  private static void assertEqual(float[] actual, double[] expected) {
    assertThat(Arrays.stream(expected).anyMatch(v -> v != 0)).isTrue();
    assertThat(distance(actual, expected)).isLessThan(1e-5);
  }

  /** The largest difference in units of the largest expected value. */
  private static double distance(float[] actual, double[] expected) {
    assertThat(actual).hasSameSizeAs(expected);
    double difference = 0;
    double largest = 0;
    for (int i = 0; i < expected.length; i++) {
      difference = Math.max(difference, Math.abs(actual[i] - expected[i]));
      largest = Math.max(largest, Math.abs(expected[i]));
    }
    return difference / largest;
  }
}
