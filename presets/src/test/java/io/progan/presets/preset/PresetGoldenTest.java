package io.progan.presets.preset;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.progan.golden.GoldenCase;
import io.progan.golden.GoldenCases;
import io.progan.presets.config.ProgressiveDiscriminatorConfig;
import io.progan.presets.config.RunConfig;
import io.progan.presets.schedule.GoldenSchedule;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The presets' files against the values that an independent reference lists. */
class PresetGoldenTest {

  static Stream<Arguments> presets() {
    return GoldenCases.ofKind("schedule")
        .flatMap(
            golden ->
                GoldenSchedule.read(golden).path("presets").properties().stream()
                    .filter(entry -> PresetLibrary.presetNames().contains(entry.getKey()))
                    .map(
                        entry ->
                            Arguments.of(golden, entry.getKey(), entry.getValue().get("config"))));
  }

  @ParameterizedTest(name = "{0} {1}", allowZeroInvocations = true)
  @MethodSource("presets")
  void presetEqualsReference(GoldenCase golden, String name, JsonNode expected) {
    RunConfig config = ConfigResolver.resolve(ConfigRequest.ofPreset(name));

    int defaultGroup = ProgressiveDiscriminatorConfig.defaults().mbstdGroupSize();
    assertThat(config.numGpus()).isEqualTo(GoldenSchedule.numGpus(expected));
    assertThat(config.train().totalKimg()).isEqualTo(expected.get("total_kimg").doubleValue());
    assertThat(ProgressiveDiscriminatorConfig.of(config.discriminator()).mbstdGroupSize())
        .isEqualTo(expected.path("mbstd_group_size").asInt(defaultGroup));
    assertThat(config.sched()).isEqualTo(GoldenSchedule.sched(expected));
  }
}
