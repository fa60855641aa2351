package io.progan.presets.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import io.progan.presets.config.ConfigJson;
import io.progan.presets.config.ScheduleConfig;
import io.progan.presets.config.TrainConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TrainingProgressTest {

  private static final TrainingSchedule SCHEDULE =
      new TrainingSchedule(
          ConfigJson.with(
              ScheduleConfig.defaults(),
              Map.of(
                  "lodTrainingKimg",
                  1,
                  "lodTransitionKimg",
                  1,
                  "minibatchBase",
                  100,
                  "tickKimgBase",
                  0.5,
                  "tickKimgDict",
                  Map.of())),
          16,
          1,
          1000);

  private static TrainConfig train(Map<String, Object> changes) {
    return ConfigJson.with(TrainConfig.defaults(), changes);
  }

  private static List<TickEnd> run(TrainConfig train) {
    TrainingProgress progress = new TrainingProgress(SCHEDULE, train, ProgressState.START);
    List<TickEnd> ticks = new ArrayList<>();
    while (!progress.done()) {
      progress.imagesShown(progress.next().state().minibatch());
      progress.endPass().ifPresent(ticks::add);
    }
    return ticks;
  }

  @Test
  void layersChangeWhenAFadeBeginsOrEnds() {
    assertThat(TrainingProgress.layersChange(-1.0, 8.0)).isTrue();
    assertThat(TrainingProgress.layersChange(8.0, 8.0)).isFalse();
    assertThat(TrainingProgress.layersChange(8.0, 7.9)).isTrue();
    assertThat(TrainingProgress.layersChange(7.9, 7.1)).isFalse();
    assertThat(TrainingProgress.layersChange(7.1, 7.0)).isTrue();
    assertThat(TrainingProgress.layersChange(7.1, 6.9)).isTrue();
  }

  @Test
  void snapshotsComeEveryFewTicksAndAtTheEnd() {
    List<TickEnd> ticks =
        run(train(Map.of("totalKimg", 3.6, "imageSnapshotTicks", 2, "networkSnapshotTicks", 3)));
    assertThat(ticks).extracting(TickEnd::tick).containsExactly(1, 2, 3, 4, 5, 6, 7, 8);
    assertThat(ticks.stream().filter(TickEnd::imageSnapshotDue).map(TickEnd::tick))
        .containsExactly(2, 4, 6, 8);
    assertThat(ticks.stream().filter(TickEnd::networkSnapshotDue).map(TickEnd::tick))
        .containsExactly(3, 6, 8);
    assertThat(ticks.stream().filter(TickEnd::done).map(TickEnd::tick)).containsExactly(8);
    assertThat(ticks.get(7).tickKimg()).isEqualTo(0.1);
    assertThat(ticks.get(7).kimg()).isEqualTo(3.6);
  }

  @Test
  void resetsCanBeTurnedOff() {
    TrainConfig never = train(Map.of("resetOptForNewLod", false));
    TrainingProgress progress = new TrainingProgress(SCHEDULE, never, ProgressState.START);
    assertThat(progress.next().resetOptimizers()).isFalse();
  }

  @Test
  void aLoopContinuesFromItsState() {
    TrainConfig train = train(Map.of("totalKimg", 5));
    TrainingProgress progress = new TrainingProgress(SCHEDULE, train, ProgressState.START);
    TrainingProgress restarted = progress;
    while (!progress.done()) {
      restarted = new TrainingProgress(SCHEDULE, train, restarted.state());
      LoopStep step = progress.next();
      assertThat(restarted.next()).isEqualTo(step);
      progress.imagesShown(step.state().minibatch());
      restarted.imagesShown(step.state().minibatch());
      assertThat(restarted.endPass()).isEqualTo(progress.endPass());
      assertThat(restarted.state()).isEqualTo(progress.state());
    }
  }
}
