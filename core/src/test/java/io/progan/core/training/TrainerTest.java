package io.progan.core.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.progan.core.Tiny;
import io.progan.core.dataset.ShardTrainingSet;
import io.progan.core.dataset.TrainingSet;
import io.progan.core.training.state.TrainingState;
import io.progan.core.training.step.LossMeans;
import io.progan.core.training.tick.TickReport;
import io.progan.dataset.tfrecord.TfRecordDataset;
import io.progan.presets.config.RunConfig;
import io.progan.presets.schedule.ProgressState;
import io.progan.presets.schedule.ScheduleState;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.api.buffer.DataType;

/** The training loop on a dataset of twelve images. */
class TrainerTest {

  private static TfRecordDataset dataset;

  @BeforeAll
  static void build(@TempDir Path folder) throws IOException {
    dataset = Tiny.dataset(folder.resolve("colours"));
  }

  /** Records what a training does. */
  private static final class Run implements TrainingListener {
    final List<Double> stages = new ArrayList<>();
    final List<Long> imagesSeen = new ArrayList<>();
    final List<Long> generatorSteps = new ArrayList<>();
    final List<Long> discriminatorSteps = new ArrayList<>();
    final List<TickReport> ticks = new ArrayList<>();
    final boolean complete;
    final ProgressState end;
    float[] generator;
    float[] discriminator;
    float[] average;
    private final TrainingState state;
    private final BiConsumer<TrainingState, Integer> change;

    Run(RunConfig config, int stopAfter, BiConsumer<TrainingState, Integer> change)
        throws IOException {
      Seeds seeds = new Seeds(config.randomSeed());
      try (TrainingSet set = new ShardTrainingSet(dataset, config.dataset(), seeds.order());
          TrainingState created = new TrainingState(config, set.shape(), DataType.FLOAT)) {
        state = created;
        state.initialize(seeds.weights());
        this.change = change;
        change.accept(state, 0);
        try (Trainer trainer =
            new Trainer(config, set, state, seeds.steps(), ProgressState.START)) {
          complete = trainer.run(this, () -> imagesSeen.size() >= stopAfter);
          end = trainer.progress();
        }
        generator = state.generatorWeights().vector().toFloatVector();
        discriminator = state.discriminatorWeights().vector().toFloatVector();
        average = state.averageWeights().vector().toFloatVector();
      }
    }

    @Override
    public void stageEntered(ScheduleState schedule, long bufferBytes) {
      assertThat(bufferBytes).isPositive();
      stages.add(schedule.lod());
    }

    @Override
    public void iterationEnded(long seen, ScheduleState schedule) {
      imagesSeen.add(seen);
      generatorSteps.add(state.generatorAdam().steps());
      discriminatorSteps.add(state.discriminatorAdam().steps());
      change.accept(state, imagesSeen.size());
    }

    @Override
    public void tickEnded(TickReport report) {
      ticks.add(report);
    }
  }

  private static Run run(Map<String, ?> changes) throws IOException {
    return new Run(Tiny.config(changes), Integer.MAX_VALUE, (state, iteration) -> {});
  }

  @Test
  void theSameSeedGivesTheSameNetworks() throws IOException {
    Run first = run(Map.of());
    Run second = run(Map.of());
    assertThat(second.generator).containsExactly(first.generator);
    assertThat(second.discriminator).containsExactly(first.discriminator);
    assertThat(second.average).containsExactly(first.average);
    assertThat(first.average).isNotEqualTo(first.generator);
  }

  @Test
  void anotherSeedGivesOtherNetworks() throws IOException {
    Run first = run(Map.of());
    Run second = run(Map.of("randomSeed", 1001));
    assertThat(second.generator).isNotEqualTo(first.generator);
    assertThat(second.discriminator).isNotEqualTo(first.discriminator);
  }

  @Test
  void mirroringChangesWhatIsDrawn() throws IOException {
    Run plain = run(Map.of());
    Run mirrored = run(Map.of("train", Map.of("mirrorAugment", true)));
    assertThat(mirrored.discriminator).isNotEqualTo(plain.discriminator);
  }

  @Test
  void graphsAreBuiltOnceForEachStage() throws IOException {
    assertThat(run(Map.of()).stages).containsExactly(1.0, 0.5, 0.0);
  }

  @Test
  void theMinibatchFollowsTheResolution() throws IOException {
    Run run = run(Map.of("sched", Map.of("minibatchDict", Map.of("4", 8))));
    assertThat(run.imagesSeen).containsExactly(8L, 16L, 24L, 32L, 36L, 40L, 44L, 48L);
    assertThat(run.stages).containsExactly(1.0, 0.0);
  }

  @Test
  void optimisersBeginAnewWhenAFadeBeginsOrEnds() throws IOException {
    Run run = run(Map.of());
    assertThat(run.discriminatorSteps)
        .containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 1L, 2L, 1L, 2L, 3L, 4L);
    assertThat(run.generatorSteps).isEqualTo(run.discriminatorSteps);
  }

  @Test
  void optimisersGoOnIfTheyAreNotReset() throws IOException {
    Run run = run(Map.of("train", Map.of("resetOptForNewLod", false)));
    assertThat(run.discriminatorSteps)
        .containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L, 10L, 11L, 12L);
  }

  @Test
  void theDiscriminatorMayTakeMoreSteps() throws IOException {
    Run run = run(Map.of("train", Map.of("dRepeats", 3, "resetOptForNewLod", false)));
    assertThat(run.imagesSeen).containsExactly(12L, 24L, 36L, 48L);
    assertThat(run.discriminatorSteps).containsExactly(3L, 6L, 9L, 12L);
    assertThat(run.generatorSteps).containsExactly(1L, 2L, 3L, 4L);
  }

  @Test
  void iterationsOfAPassShareTheirSchedule() throws IOException {
    // Three passes of 4 iterations begin after 0, 16 and 32 images.
    Run run = run(Map.of("train", Map.of("minibatchRepeats", 4)));
    assertThat(run.stages).containsExactly(1.0, 0.0);
    assertThat(run.imagesSeen).hasSize(12);
    assertThat(run.discriminatorSteps)
        .containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 1L, 2L, 3L, 4L);
  }

  @Test
  void ticksReportFiniteMeans() throws IOException {
    Run run = run(Map.of());
    assertThat(run.complete).isTrue();
    assertThat(run.ticks)
        .extracting(tick -> tick.end().imagesSeen())
        .containsExactly(16L, 32L, 48L);
    assertThat(run.ticks).extracting(tick -> tick.end().done()).containsExactly(false, false, true);
    for (TickReport tick : run.ticks) {
      LossMeans d = tick.discriminator();
      assertThat(d.loss())
          .isFinite()
          .isCloseTo(
              d.get("wasserstein")
                  + d.get("gradientPenalty")
                  + d.get("driftPenalty")
                  + d.get("labelPenalty"),
              within(1e-5));
      assertThat(tick.generator().loss())
          .isFinite()
          .isCloseTo(
              tick.generator().get("labelPenalty") - tick.generator().get("fakeScore"),
              within(1e-5));
      assertThat(d.get("labelPenalty")).isPositive();
      assertThat(d.get("gradientNorm")).isPositive();
      assertThat(tick.skippedUpdates()).isZero();
      assertThat(tick.discriminatorUpdates().gradientNorm()).isPositive().isFinite();
      assertThat(tick.generatorUpdates().gradientNorm()).isPositive().isFinite();
      assertThat(tick.secondsPerKimg()).isPositive();
      assertThat(tick.memory().heapBytes()).isPositive();
    }
    assertThat(run.ticks.get(1).discriminator()).isNotEqualTo(run.ticks.get(0).discriminator());
  }

  @Test
  void stopsAfterTheIterationInWhichItIsAsked() throws IOException {
    Run run = new Run(Tiny.config(), 3, (state, iteration) -> {});
    assertThat(run.complete).isFalse();
    assertThat(run.imagesSeen).containsExactly(4L, 8L, 12L);
    assertThat(run.end.imagesSeen()).isEqualTo(12);
    assertThat(run.ticks).isEmpty();
  }

  private static void setWeight(TrainingState state, float value) {
    state.discriminatorWeights().view("4x4/Dense1/weight").putScalar(0, value);
  }

  private static void addWeights(List<float[]> weights, TrainingState state) {
    weights.add(state.discriminatorWeights().vector().toFloatVector());
    weights.add(state.generatorWeights().vector().toFloatVector());
  }

  @Test
  void updatesThatAreNotFiniteAreCountedAndLeaveTheNetworks() throws IOException {
    List<float[]> before = new ArrayList<>();
    List<float[]> after = new ArrayList<>();
    Run run =
        new Run(
            Tiny.config(),
            Integer.MAX_VALUE,
            (state, iteration) -> {
              if (iteration == 9) {
                setWeight(state, Float.POSITIVE_INFINITY);
                addWeights(before, state);
              } else if (iteration == 11) {
                addWeights(after, state);
                setWeight(state, 1);
              }
            });
    assertThat(run.ticks).extracting(TickReport::skippedUpdates).containsExactly(0L, 0L, 4L);
    assertThat(run.ticks.get(1).discriminatorUpdates().overflowFrequency()).isZero();
    assertThat(run.ticks.get(2).discriminatorUpdates().overflowFrequency()).isEqualTo(0.5);
    assertThat(run.ticks.get(2).generatorUpdates().overflowFrequency()).isEqualTo(0.5);
    assertThat(run.ticks.get(2).generatorUpdates().gradientNorm()).isPositive().isFinite();
    assertThat(run.discriminatorSteps.subList(8, 12)).containsExactly(1L, 1L, 1L, 2L);
    assertThat(run.generatorSteps.subList(8, 12)).containsExactly(1L, 1L, 1L, 2L);
    assertThat(after.get(0)).containsExactly(before.get(0));
    assertThat(after.get(1)).containsExactly(before.get(1));
  }

  @Test
  void aTickWithoutAnyUpdateEndsTheTraining() {
    assertThatThrownBy(
            () ->
                new Run(
                    Tiny.config(),
                    Integer.MAX_VALUE,
                    (state, iteration) -> setWeight(state, Float.NaN)))
        .isInstanceOf(TrainingDivergedException.class)
        .hasMessageContaining("no update in a whole tick, since gradients are not finite");
  }

  @Test
  void theAverageFollowsEachDiscriminatorStep() throws IOException {
    // Without smoothing it copies the generator as it was before the generator's last step.
    Run copied = run(Map.of("train", Map.of("gSmoothing", 0)));
    assertThat(copied.average).isNotEqualTo(copied.generator);
    Run shorter =
        new Run(
            Tiny.config(Map.of("train", Map.of("gSmoothing", 0))), 11, (state, iteration) -> {});
    assertThat(copied.average).containsExactly(shorter.generator);
  }

  @Test
  void trainsWithoutLabels() throws IOException {
    Run run = run(Map.of("dataset", Map.of("maxLabelSize", 0)));
    assertThat(run.complete).isTrue();
    assertThat(run.ticks.get(2).discriminator().get("labelPenalty")).isZero();
  }
}
