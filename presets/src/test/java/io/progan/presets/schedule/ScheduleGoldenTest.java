package io.progan.presets.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.progan.golden.GoldenCase;
import io.progan.golden.GoldenCases;
import io.progan.presets.config.ScheduleConfig;
import io.progan.presets.config.TrainConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The schedule and the loop's bookkeeping, against rows and walks of an independent reference. */
class ScheduleGoldenTest {

  static Stream<Arguments> tables() {
    return cases()
        .flatMap(
            golden ->
                Stream.of("presets", "others")
                    .flatMap(group -> entries(golden, GoldenSchedule.read(golden).path(group))));
  }

  static Stream<Arguments> walks() {
    return cases()
        .flatMap(
            golden ->
                entries(golden, GoldenSchedule.read(golden).path("training_loop").path("walks")));
  }

  static Stream<GoldenCase> cases() {
    return GoldenCases.ofKind("schedule");
  }

  @ParameterizedTest(name = "{0} {1}", allowZeroInvocations = true)
  @MethodSource("tables")
  void rows(GoldenCase golden, String name, JsonNode table) {
    double lodTolerance = golden.json().get("tolerance").get("lod_abs").doubleValue();
    JsonNode config = table.get("config");
    TrainingSchedule schedule =
        new TrainingSchedule(
            GoldenSchedule.sched(config),
            table.get("resolution").intValue(),
            GoldenSchedule.numGpus(config),
            Double.POSITIVE_INFINITY);
    assertThat(table.get("rows")).isNotEmpty();
    for (JsonNode row : table.get("rows")) {
      ScheduleState state = schedule.at(row.get("cur_nimg").longValue());
      assertThat(state.lod()).as("%s", row).isCloseTo(number(row, "lod"), within(lodTolerance));
      ScheduleState expected =
          new ScheduleState(
              number(row, "kimg"),
              state.lod(),
              row.get("resolution").intValue(),
              row.get("minibatch").intValue(),
              number(row, "G_lrate"),
              number(row, "D_lrate"),
              number(row, "tick_kimg"));
      assertThat(state).as("%s", row).isEqualTo(expected);
    }
  }

  @ParameterizedTest(name = "{0}", allowZeroInvocations = true)
  @MethodSource("cases")
  void defaults(GoldenCase golden) {
    JsonNode defaults = GoldenSchedule.read(golden).path("defaults");
    assertThat(ScheduleConfig.defaults()).isEqualTo(GoldenSchedule.sched(defaults));
  }

  @ParameterizedTest(name = "{0} {1}", allowZeroInvocations = true)
  @MethodSource("walks")
  void walk(GoldenCase golden, String name, JsonNode walk) {
    double lodTolerance = golden.json().get("tolerance").get("lod_abs").doubleValue();
    Replay replay = replay(golden, name, walk);

    assertThat(replay.resets).hasSameSizeAs(walk.get("optimizer_resets"));
    for (int i = 0; i < replay.resets.size(); i++) {
      JsonNode expected = walk.get("optimizer_resets").get(i);
      assertThat(replay.resets.get(i).imagesSeen).isEqualTo(expected.get("cur_nimg").longValue());
      assertThat(replay.resets.get(i).pass).isEqualTo(expected.get("loop").longValue());
      assertThat(replay.resets.get(i).lod).isCloseTo(number(expected, "lod"), within(lodTolerance));
    }
    assertThat(replay.ticks).hasSize(walk.get("num_ticks").intValue());
    Stream.of("first_ticks", "last_ticks")
        .flatMap(key -> walk.path(key).valueStream())
        .forEach(expected -> assertTick(replay, expected, lodTolerance));
    assertThat(replay.passes).isEqualTo(walk.get("loops").longValue());
    assertThat(replay.imagesSeen).isEqualTo(walk.get("final_nimg").longValue());
  }

  private static void assertTick(Replay replay, JsonNode expected, double lodTolerance) {
    Tick tick = replay.ticks.get(expected.get("tick").intValue() - 1);
    assertThat(tick.end.tick()).isEqualTo(expected.get("tick").intValue());
    assertThat(tick.end.imagesSeen()).isEqualTo(expected.get("cur_nimg").longValue());
    assertThat(tick.end.tickKimg()).isEqualTo(number(expected, "tick_kimg"));
    assertThat(tick.end.state().minibatch()).isEqualTo(expected.get("minibatch").intValue());
    assertThat(tick.end.state().lod()).isCloseTo(number(expected, "lod"), within(lodTolerance));
    assertThat(tick.pass).isEqualTo(expected.get("loops").longValue());
  }

  private record Reset(long imagesSeen, long pass, double lod) {}

  private record Tick(TickEnd end, long pass) {}

  private record Replay(List<Reset> resets, List<Tick> ticks, long passes, long imagesSeen) {}

  /** Runs the loop's bookkeeping without the training; every tick continues from a saved state. */
  private static Replay replay(GoldenCase golden, String name, JsonNode walk) {
    JsonNode config =
        Optional.ofNullable(walk.get("config"))
            .orElseGet(() -> GoldenSchedule.read(golden).get("presets").get(name).get("config"));
    TrainingSchedule schedule =
        new TrainingSchedule(
            GoldenSchedule.sched(config),
            walk.get("resolution").intValue(),
            GoldenSchedule.numGpus(config),
            Double.POSITIVE_INFINITY);
    TrainConfig train = GoldenSchedule.train(config, walk);
    TrainingProgress progress = new TrainingProgress(schedule, train, ProgressState.START);
    List<Reset> resets = new ArrayList<>();
    List<Tick> ticks = new ArrayList<>();
    long passes = 0;
    while (!progress.done()) {
      LoopStep step = progress.next();
      if (step.resetOptimizers()) {
        resets.add(new Reset(progress.imagesSeen(), passes, step.state().lod()));
      }
      for (int i = 0; i < train.minibatchRepeats() * train.dRepeats(); i++) {
        progress.imagesShown(step.state().minibatch());
      }
      passes++;
      Optional<TickEnd> end = progress.endPass();
      if (end.isPresent()) {
        ticks.add(new Tick(end.get(), passes));
        progress = new TrainingProgress(schedule, train, progress.state());
      }
    }
    return new Replay(resets, ticks, passes, progress.imagesSeen());
  }

  private static Stream<Arguments> entries(GoldenCase golden, JsonNode group) {
    return group.properties().stream()
        .map(entry -> Arguments.of(golden, entry.getKey(), entry.getValue()));
  }

  private static double number(JsonNode node, String key) {
    return node.get(key).doubleValue();
  }
}
