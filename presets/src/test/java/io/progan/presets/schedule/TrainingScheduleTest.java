package io.progan.presets.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import io.progan.presets.config.ConfigJson;
import io.progan.presets.config.ScheduleConfig;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrainingScheduleTest {

  private static ScheduleConfig sched(Map<String, Object> changes) {
    return ConfigJson.with(ScheduleConfig.defaults(), changes);
  }

  @Test
  void stagesAlternateBetweenSettledAndFading() {
    ScheduleConfig sched =
        sched(
            Map.of(
                "lodTrainingKimg",
                8,
                "lodTransitionKimg",
                4,
                "minibatchDict",
                Map.of(8, 4),
                "gLrateDict",
                Map.of(16, 0.002),
                "tickKimgDict",
                Map.of(),
                "tickKimgBase",
                2));
    assertThat(new TrainingSchedule(sched, 16, 1, 60).stages())
        .containsExactly(
            new ScheduleStage(0, 8, 4, 2, 2, 16, 0.001, 0.001, 2),
            new ScheduleStage(8, 12, 8, 2, 1, 4, 0.001, 0.001, 2),
            new ScheduleStage(12, 20, 8, 1, 1, 4, 0.001, 0.001, 2),
            new ScheduleStage(20, 24, 16, 1, 0, 16, 0.002, 0.001, 2),
            new ScheduleStage(24, 60, 16, 0, 0, 16, 0.002, 0.001, 2));
  }

  @Test
  void stagesEndWithTheTraining() {
    List<ScheduleStage> stages = new TrainingSchedule(sched(Map.of()), 64, 1, 900).stages();
    assertThat(stages).hasSize(2);
    assertThat(stages.get(1).toKimg()).isEqualTo(900);
    assertThat(stages.get(1).lodTo()).isEqualTo(3.5);
    assertThat(stages.get(1).fading()).isTrue();
    assertThat(new TrainingSchedule(sched(Map.of()), 64, 1, 300).stages())
        .singleElement()
        .satisfies(stage -> assertThat(stage.toKimg()).isEqualTo(300));
  }

  @Test
  void stagesWithoutLengthAreLeftOut() {
    ScheduleConfig jumps = sched(Map.of("lodTrainingKimg", 5, "lodTransitionKimg", 0));
    assertThat(new TrainingSchedule(jumps, 16, 1, 20).stages())
        .extracting(ScheduleStage::resolution, ScheduleStage::fading)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(4, false),
            org.assertj.core.groups.Tuple.tuple(8, false),
            org.assertj.core.groups.Tuple.tuple(16, false));
    ScheduleConfig fades = sched(Map.of("lodTrainingKimg", 0, "lodTransitionKimg", 5));
    assertThat(new TrainingSchedule(fades, 16, 1, 20).stages())
        .extracting(ScheduleStage::fading)
        .containsExactly(true, true, false);
  }

  /** The stages are the same function as the states, seen as a whole. */
  @ParameterizedTest(name = "{0} replicas")
  @ValueSource(ints = {1, 3})
  void stagesAgreeWithStates(int numGpus) {
    ScheduleConfig sched =
        sched(
            Map.of(
                "lodTrainingKimg",
                3,
                "lodTransitionKimg",
                5,
                "lodInitialResolution",
                8,
                "minibatchDict",
                Map.of(16, 50),
                "maxMinibatchPerGpu",
                Map.of(32, 2)));
    TrainingSchedule schedule = new TrainingSchedule(sched, 64, numGpus, 40);
    for (ScheduleStage stage : schedule.stages()) {
      for (double part : new double[] {0.001, 0.5, 0.999}) {
        double kimg = stage.fromKimg() + part * (stage.toKimg() - stage.fromKimg());
        ScheduleState state = schedule.at(Math.round(kimg * 1000));
        assertThat(state.resolution()).isEqualTo(stage.resolution());
        assertThat(state.minibatch()).isEqualTo(stage.minibatch());
        assertThat(state.lod()).isBetween(stage.lodTo(), stage.lodFrom());
        assertThat(state.tickKimg()).isEqualTo(stage.tickKimg());
      }
    }
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(ints = {4, 32, 256, 1024, 4096})
  void growingCanBeTurnedOffAtAnyResolution(int resolution) {
    ScheduleConfig sched =
        sched(Map.of("lodInitialResolution", 4096, "lodTrainingKimg", 0, "lodTransitionKimg", 0));
    TrainingSchedule schedule = new TrainingSchedule(sched, resolution, 1, 10000);
    for (long images : new long[] {0, 1, 10_000_000}) {
      assertThat(schedule.at(images).lod()).isZero();
      assertThat(schedule.at(images).resolution()).isEqualTo(resolution);
    }
    assertThat(schedule.stages()).hasSize(1);
  }
}
