package io.progan.presets.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.progan.golden.GoldenCase;
import io.progan.golden.GoldenCases;
import io.progan.presets.config.ConfigJson;
import io.progan.presets.config.ScheduleConfig;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The Theano version's schedule with its ramps, for all its configurations. */
class TheanoScheduleGoldenTest {

  private static final Map<String, String> KEYS =
      Map.of(
          "lod_initial_resolution", "lodInitialResolution",
          "lod_training_kimg", "lodTrainingKimg",
          "lod_transition_kimg", "lodTransitionKimg",
          "minibatch_default", "minibatchBase",
          "minibatch_overrides", "minibatchDict",
          "rampup_kimg", "rampupKimg",
          "rampdown_kimg", "rampdownKimg",
          "G_learning_rate_max", "gLrateBase",
          "D_learning_rate_max", "dLrateBase");

  private static final Map<String, Object> TICKS =
      Map.of(
          "tickKimgBase",
          50,
          "tickKimgDict",
          Map.of("32", 20, "64", 10, "128", 10, "256", 5, "512", 2, "1024", 1));

  static Stream<GoldenCase> cases() {
    return GoldenCases.ofKind("theano_schedule");
  }

  @ParameterizedTest(name = "{0}", allowZeroInvocations = true)
  @MethodSource("cases")
  void rows(GoldenCase golden) {
    for (JsonNode run : golden.json().get("runs")) {
      ObjectNode config = golden.json().at("/config/defaults").deepCopy();
      config.setAll((ObjectNode) run.get("config"));
      Map<String, Object> changes = new HashMap<>(TICKS);
      KEYS.forEach(
          (official, key) -> {
            if (config.has(official)) {
              changes.put(key, config.get(official));
            }
          });
      TrainingSchedule schedule =
          new TrainingSchedule(
              ConfigJson.with(ScheduleConfig.defaults(), changes),
              run.get("resolution").asInt(),
              1,
              config.get("total_kimg").asDouble());
      assertThat(run.get("rows")).isNotEmpty();
      run.get("rows").forEach(row -> check(schedule, row));
    }
  }

  private static void check(TrainingSchedule schedule, JsonNode row) {
    ScheduleState state = schedule.at(row.get("cur_nimg").asLong());
    assertThat(state.lod()).as("%s", row).isCloseTo(number(row, "lod"), within(1e-9));
    assertThat(state.resolution()).as("%s", row).isEqualTo(row.get("resolution").asInt());
    assertThat(state.minibatch()).as("%s", row).isEqualTo(row.get("minibatch").asInt());
    assertThat(state.tickKimg()).as("%s", row).isEqualTo(number(row, "tick_kimg"));
    assertThat(state.gLrate())
        .as("%s", row)
        .isCloseTo(number(row, "G_lrate"), near(row, "G_lrate"));
    assertThat(state.dLrate())
        .as("%s", row)
        .isCloseTo(number(row, "D_lrate"), near(row, "D_lrate"));
  }

  private static double number(JsonNode row, String key) {
    return row.get(key).asDouble();
  }

  private static Offset<Double> near(JsonNode row, String key) {
    return within(1e-9 * number(row, key) + 1e-18);
  }
}
