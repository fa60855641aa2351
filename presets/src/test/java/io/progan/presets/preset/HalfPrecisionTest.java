package io.progan.presets.preset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.progan.presets.config.ConfigException;
import io.progan.presets.config.ConfigJson;
import io.progan.presets.config.Dtype;
import io.progan.presets.config.GeneratorConfig;
import io.progan.presets.config.ProgressiveGeneratorConfig;
import io.progan.presets.config.Rounding;
import io.progan.presets.config.RunConfig;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HalfPrecisionTest {

  private static RunConfig preset(String name, String... settings) {
    ConfigRequest request = ConfigRequest.ofPreset(name);
    for (String setting : settings) {
      request = request.withSetting(setting);
    }
    return ConfigResolver.resolve(request);
  }

  private static double epsilon(RunConfig config) {
    return ProgressiveGeneratorConfig.of(config.generator()).pixelnormEpsilon();
  }

  @Test
  void float16BringsTheOriginalsSetUp() {
    RunConfig config = preset("v2-1gpu", "train.dtype=float16");
    assertThat(config.generator().dtype()).isEqualTo(Dtype.FLOAT16);
    assertThat(config.discriminator().dtype()).isEqualTo(Dtype.FLOAT16);
    assertThat(config.generator().rounding()).isEqualTo(Rounding.FUSED);
    assertThat(epsilon(config)).isEqualTo(1e-4);
    assertThat(config.generatorOptimizer().useLossScaling()).isTrue();
    assertThat(config.discriminatorOptimizer().useLossScaling()).isTrue();
    assertThat(config.generatorOptimizer().lossScalingInit()).isEqualTo(64);
    assertThat(config.sched().maxMinibatchPerGpu()).isEqualTo(Map.of(512, 16, 1024, 8));
    assertThat(ConfigJson.read(ConfigJson.write(config))).isEqualTo(config);
  }

  @Test
  void bfloat16HasTheRangeOfFloat32() {
    RunConfig config = preset("v2-1gpu", "train.dtype=bfloat16");
    assertThat(config.generator().dtype()).isEqualTo(Dtype.BFLOAT16);
    assertThat(epsilon(config)).isEqualTo(1e-8);
    assertThat(config.generatorOptimizer().useLossScaling()).isFalse();
    assertThat(config.sched().maxMinibatchPerGpu()).isEqualTo(Map.of(512, 16, 1024, 8));
  }

  @ParameterizedTest
  @ValueSource(strings = {"float16", "bfloat16"})
  void anOverlayIsTheSame(String dtype) {
    String overlay = Dtype.of(dtype).shortName();
    RunConfig config =
        ConfigResolver.resolve(ConfigRequest.ofPreset("v2-1gpu").withOverlay(overlay));
    assertThat(config).isEqualTo(preset("v2-1gpu", "train.dtype=" + dtype));
  }

  @Test
  void theKeysOfTheNetworksBringItToo() {
    RunConfig config = preset("v2-1gpu", "generator.dtype=float16", "discriminator.dtype=float16");
    assertThat(epsilon(config)).isEqualTo(1e-4);
    assertThat(config.discriminatorOptimizer().useLossScaling()).isTrue();
  }

  @Test
  void whatIsGivenStays() {
    RunConfig config =
        preset(
            "v2-1gpu",
            "train.dtype=float16",
            "generator.pixelnormEpsilon=1e-3",
            "discriminatorOptimizer.useLossScaling=false",
            "sched.maxMinibatchPerGpu.1024=2");
    assertThat(epsilon(config)).isEqualTo(1e-3);
    assertThat(config.generatorOptimizer().useLossScaling()).isTrue();
    assertThat(config.discriminatorOptimizer().useLossScaling()).isFalse();
    assertThat(config.sched().maxMinibatchPerGpu()).isEqualTo(Map.of(256, 16, 512, 8, 1024, 2));
  }

  @Test
  void otherKindsHaveNoEpsilonAndNoBounds() {
    RunConfig config = preset("biggan-emoji", "train.dtype=float16");
    assertThat(config.generator().dtype()).isEqualTo(Dtype.FLOAT16);
    assertThat(config.generatorOptimizer().useLossScaling()).isTrue();
    assertThat(config.sched().maxMinibatchPerGpu()).isEmpty();
  }

  @Test
  void whatCannotBeIsRefusedByName() {
    assertThatThrownBy(() -> preset("v2-1gpu", "train.dtype=float16", "generator.dtype=float32"))
        .isInstanceOf(ConfigException.class)
        .hasMessage(
            "generator.dtype: is float32, but train.dtype is float16; leave one of them out, or use"
                + " the same");
    assertThatThrownBy(
            () -> preset("v2-1gpu", "train.dtype=float16", "generator.pixelnormEpsilon=1e-8"))
        .hasMessage("generator.pixelnormEpsilon: is 1.0E-8, which is 0 in float16; use 1.0E-4");
    assertThatThrownBy(() -> preset("v2-1gpu", "train.dtype=half"))
        .hasMessage(
            "train.dtype: must be one of float32, float64, float16, bfloat16; got \"half\"");
  }

  @Test
  void anEpsilonThatWouldBeLostGrowsWithTheFormat() {
    ProgressiveGeneratorConfig full = ProgressiveGeneratorConfig.defaults();
    assertThat(
            ProgressiveGeneratorConfig.of(GeneratorConfig.withDtype(full, Dtype.FLOAT16))
                .pixelnormEpsilon())
        .isEqualTo(1e-4);
    assertThat(
            ProgressiveGeneratorConfig.of(GeneratorConfig.withDtype(full, Dtype.BFLOAT16))
                .pixelnormEpsilon())
        .isEqualTo(1e-8);
  }
}
