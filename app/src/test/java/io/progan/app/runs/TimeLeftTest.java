package io.progan.app.runs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.progan.core.snapshot.TickStatistics;
import io.progan.presets.config.ConfigJson;
import io.progan.presets.config.DatasetShape;
import io.progan.presets.config.RunConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** 4x4, 8x8, 16x16 and 32x32, each with 10 kimg of fading (but the first) and 10 of training. */
class TimeLeftTest {

  private static final DatasetShape SHAPE = new DatasetShape(32, 3, 0);
  private static final RunConfig CONFIG =
      ConfigJson.with(
          RunConfig.defaults(),
          Map.of(
              "train",
              Map.of("totalKimg", 100),
              "sched",
              Map.of(
                  "lodTrainingKimg", 10,
                  "lodTransitionKimg", 10,
                  "minibatchBase", 16,
                  "tickKimgBase", 5,
                  "tickKimgDict", Map.of())));

  private static TickStatistics tick(
      double kimg, double lod, int resolution, double secondsPerKimg, double maintenance)
      throws JsonProcessingException {
    String json =
        """
        {"tick": 1, "kimg": %s, "lod": %s, "resolution": %d, "minibatch": 16,
         "secondsPerKimg": %s, "maintenanceSeconds": %s}
        """
            .formatted(kimg, lod, resolution, secondsPerKimg, maintenance);
    return new ObjectMapper().readValue(json, TickStatistics.class);
  }

  @Test
  void nothingIsKnownBeforeTheFirstTick() {
    assertThat(TimeLeft.of(CONFIG, SHAPE, List.of())).isEmpty();
  }

  @Test
  void stagesWithTicksTakeTheirOwnTime() throws JsonProcessingException {
    List<TickStatistics> ticks = new ArrayList<>();
    ticks.add(tick(10, 3, 4, 1, 0));
    ticks.add(tick(20, 2.5, 8, 2, 0));
    ticks.add(tick(30, 2, 8, 2, 0));
    ticks.add(tick(40, 1.5, 16, 4, 0));
    ticks.add(tick(50, 1, 16, 4, 0));
    ticks.add(tick(60, 0.5, 32, 9, 0));
    ticks.add(tick(65, 0, 32, 50, 2));
    ticks.add(tick(70, 0, 32, 10, 2));
    ticks.add(tick(75, 0, 32, 10, 2));
    TimeLeft left = TimeLeft.of(CONFIG, SHAPE, ticks).orElseThrow();
    assertThat(left.stages()).hasSize(1);
    assertThat(left.stages().get(0).measured()).isTrue();
    double maintenance = 3 * 2 / 9.0 / 5;
    assertThat(left.seconds()).isCloseTo(25 * (10 + maintenance), within(1e-9));
  }

  @Test
  void stagesThatAreToComeCostMoreByWhatTheyCompute() throws JsonProcessingException {
    StageCost cost = new StageCost(CONFIG, SHAPE);
    double perIteration = 2e-3;
    double perFlop = 1e-12;
    List<TickStatistics> ticks = new ArrayList<>();
    for (int stage = 0; stage < 2; stage++) {
      int resolution = 4 << stage;
      double seconds = 1000 / 16.0 * perIteration + 1000 * cost.flops(resolution) * perFlop;
      ticks.add(tick(10 + 20.0 * stage, 3 - stage, resolution, seconds, 0));
    }
    TimeLeft left = TimeLeft.of(CONFIG, SHAPE, ticks).orElseThrow();
    assertThat(left.stages()).hasSize(4);
    for (TimeLeft.StageTime stage : left.stages()) {
      double expected =
          1000 / 16.0 * perIteration + 1000 * cost.flops(stage.stage().resolution()) * perFlop;
      assertThat(stage.measured()).isFalse();
      assertThat(stage.secondsPerKimg()).isCloseTo(expected, within(1e-6 * expected));
    }
    assertThat(left.stages().get(3).seconds())
        .as("30 kimg at 32x32 against 10 at 16x16")
        .isGreaterThan(3 * left.stages().get(0).seconds());
  }

  @Test
  void oneStageIsEnoughForAGuess() throws JsonProcessingException {
    Optional<TimeLeft> left = TimeLeft.of(CONFIG, SHAPE, List.of(tick(5, 3, 4, 1, 0)));
    assertThat(left.orElseThrow().stages()).hasSize(7);
    assertThat(left.orElseThrow().seconds()).isGreaterThan(95).isFinite();
  }
}
