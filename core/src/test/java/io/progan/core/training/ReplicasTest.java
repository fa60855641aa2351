package io.progan.core.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.progan.core.Tiny;
import io.progan.core.graph.BufferPool;
import io.progan.core.network.ParameterVector;
import io.progan.core.network.Stage;
import io.progan.dataset.numpy.RandomState;
import io.progan.presets.config.RunConfig;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.buffer.DataType;

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

  private static DiscriminatorBatch discriminatorBatch() {
    RandomState random = new RandomState(4);
    float[] mixing = new float[MINIBATCH];
    for (int i = 0; i < MINIBATCH; i++) {
      mixing[i] = (float) random.rand();
    }
    return new DiscriminatorBatch(
        random.randnFloats(MINIBATCH * 3 * 64),
        random.randnFloats(MINIBATCH * 8),
        labels(),
        mixing);
  }

  private static GeneratorBatch generatorBatch() {
    return new GeneratorBatch(new RandomState(6).randnFloats(MINIBATCH * 8), labels());
  }

  /** The gradients, report and weights after a step of each network. */
  private record Outcome(
      float[] discriminatorGradient,
      float[] generatorGradient,
      DiscriminatorReport discriminator,
      GeneratorReport generator) {}

  private static Outcome train(RunConfig config) {
    try (TrainingState state = state(config);
        StageTrainer trainer = new StageTrainer(config, Tiny.SHAPE, state, STAGE, MINIBATCH)) {
      return train(state, trainer);
    }
  }

  private static Outcome train(TrainingState state, StageTrainer trainer) {
    var d = trainer.trainDiscriminator(discriminatorBatch(), FADE, 1e-9);
    var g = trainer.trainGenerator(generatorBatch(), FADE, 1e-9);
    assertThat(d.applied() && g.applied()).isTrue();
    return new Outcome(
        state.discriminatorAdam().firstMoment().vector().toFloatVector(),
        state.generatorAdam().firstMoment().vector().toFloatVector(),
        d.means(),
        g.means());
  }

  @Test
  void gradientsAreTheMeanOfSeparateSteps() {
    RunConfig config = config(REPLICAS, 4);
    double[] discriminator;
    double[] generator;
    double loss = 0;
    try (TrainingState state = state(config);
        ParameterVector d = state.discriminatorWeights().zeros();
        ParameterVector g = state.generatorWeights().zeros();
        BufferPool pool = new BufferPool(state.dataType());
        DiscriminatorStep dStep =
            new DiscriminatorStep(
                config, Tiny.SHAPE, state, STAGE, MINIBATCH / REPLICAS, new Workspace(d, pool));
        GeneratorStep gStep =
            new GeneratorStep(
                config, Tiny.SHAPE, state, STAGE, MINIBATCH / REPLICAS, new Workspace(g, pool))) {
      discriminator = new double[(int) d.vector().length()];
      generator = new double[(int) g.vector().length()];
      for (int i = 0; i < REPLICAS; i++) {
        loss += dStep.run(discriminatorBatch().part(i, REPLICAS), FADE, 1).loss() / REPLICAS;
        gStep.run(generatorBatch().part(i, REPLICAS), FADE, 1);
        addMean(discriminator, d);
        addMean(generator, g);
      }
    }
    Outcome replicas = train(config);
    assertEqual(replicas.discriminatorGradient, discriminator);
    assertEqual(replicas.generatorGradient, generator);
    assertThat(replicas.discriminator.loss()).isCloseTo(loss, within(1e-6 * Math.abs(loss)));
  }

  private static void addMean(double[] mean, ParameterVector gradient) {
    float[] values = gradient.vector().toFloatVector();
    for (int i = 0; i < mean.length; i++) {
      mean[i] += (double) values[i] / REPLICAS;
    }
  }

  @ParameterizedTest(name = "{0} replicas, groups of {1}, {2} slices")
  @CsvSource({"1,4,2", "1,4,4", "2,4,2", "1,0,16", "2,2,4"})
  void slicesOfWholeGroupsEqualTheWhole(int replicas, int group, int count) {
    RunConfig config = config(replicas, group);
    Slices slices = Slices.whole(config, MINIBATCH);
    while (slices.count() < count) {
      slices = slices.finer();
    }
    assertThat(slices.count()).isEqualTo(count);
    Outcome whole = train(config);
    Outcome sliced;
    try (TrainingState state = state(config);
        StageTrainer trainer =
            new StageTrainer(config, Tiny.SHAPE, state, new StageSize(STAGE, MINIBATCH), slices)) {
      sliced = train(state, trainer);
    }
    assertEqual(sliced.discriminatorGradient, doubles(whole.discriminatorGradient));
    assertEqual(sliced.generatorGradient, doubles(whole.generatorGradient));
    assertThat(sliced.discriminator.loss())
        .isCloseTo(whole.discriminator.loss(), within(1e-5 * Math.abs(whole.discriminator.loss())));
  }

  @Test
  void memoryThatRunsOutMakesSlicesUntilAGroupIsOne() {
    RunConfig config = config(1, 4);
    List<Integer> splits = new ArrayList<>();
    int[] failures = {2};
    try (TrainingState state = state(config);
        SlicedStage stage =
            new SlicedStage(
                config, Tiny.SHAPE, state, new StageSize(STAGE, MINIBATCH), splits::add)) {
      Outcome outcome =
          stage.run(
              trainer -> {
                if (failures[0]-- > 0) {
                  throw new OutOfMemoryError("Allocation failed");
                }
                return train(state, trainer);
              });
      assertThat(splits).containsExactly(8, 4);
      assertThat(stage.imagesAtATime()).isEqualTo(4);
      assertEqual(outcome.generatorGradient, doubles(train(config).generatorGradient));
      assertThatThrownBy(
              () ->
                  stage.run(
                      trainer -> {
                        throw new OutOfMemoryError("Allocation failed");
                      }))
          .isInstanceOf(OutOfMemoryError.class)
          .hasMessage("8x8 does not fit even with 4 images at a time");
    }
  }

  @Test
  void withoutMinibatchStddevTheyEqualOneReplica() {
    Outcome one = train(config(1, 0));
    Outcome four = train(config(REPLICAS, 0));
    assertEqual(four.discriminatorGradient, doubles(one.discriminatorGradient));
    assertEqual(four.generatorGradient, doubles(one.generatorGradient));
    assertThat(four.discriminator.loss())
        .isCloseTo(one.discriminator.loss(), within(1e-5 * Math.abs(one.discriminator.loss())));
    assertThat(four.generator.labelPenalty()).isCloseTo(one.generator.labelPenalty(), within(1e-5));
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
