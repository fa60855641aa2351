package io.progan.core.network.residual;

import static org.assertj.core.api.Assertions.assertThat;

import io.progan.core.network.family.Networks;
import io.progan.presets.config.BigGanDiscriminatorConfig;
import io.progan.presets.config.BigGanGeneratorConfig;
import io.progan.presets.config.ConfigJson;
import io.progan.presets.config.DatasetShape;
import io.progan.presets.config.RunConfig;
import io.progan.presets.preset.ConfigRequest;
import io.progan.presets.preset.ConfigResolver;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The published numbers of parameters. */
class BigGanParameterCountTest {

  @ParameterizedTest
  @CsvSource({
    "biggan-cifar10, 32, 10, 4304387, 4207361",
    "biggan-128, 128, 1000, 70433988, 87982370",
    "biggan-128-ch64, 128, 1000, 31978628, 39448258",
    "biggan-256, 256, 1000, 82097604, 99225890",
    "biggan-512, 512, 1000, 82296804, 99401282",
    "biggan-deep-128, 128, 1000, 50244484, 34590210",
    "biggan-deep-128, 256, 1000, 55736708, 38247426",
    "sagan-128, 128, 1000, 42017412, 39448258",
    "sngan-128, 128, 1000, 41996931, 30005013"
  })
  void ofThePresets(String preset, int resolution, int classes, long g, long d) {
    RunConfig config = ConfigResolver.resolve(ConfigRequest.ofPreset(preset));
    DatasetShape shape = new DatasetShape(resolution, 3, classes);
    assertThat(Networks.generator(config.generator(), shape).parameterCount()).isEqualTo(g);
    assertThat(Networks.discriminator(config.discriminator(), shape).parameterCount()).isEqualTo(d);
  }

  @ParameterizedTest
  @CsvSource({"64, 100, 31866116, 20571842"})
  void at64Pixels(int resolution, int latents, long g, long d) {
    Map<String, Object> options = new HashMap<>(Map.of("latentSize", latents, "ch", 64));
    options.put("attention", List.of(32));
    DatasetShape shape = new DatasetShape(resolution, 3, 1000);
    assertThat(
            new BigGanGenerator(ConfigJson.with(BigGanGeneratorConfig.defaults(), options), shape)
                .parameterCount())
        .isEqualTo(g);
    assertThat(
            new BigGanDiscriminator(
                    ConfigJson.with(
                        BigGanDiscriminatorConfig.defaults(), Map.of("attention", List.of(32))),
                    shape)
                .parameterCount())
        .isEqualTo(d);
  }

  /** Table 1 of the paper: millions of both networks, without the shared embedding. */
  @ParameterizedTest
  @CsvSource({
    "64, false, false, 128, 81.466",
    "96, false, false, 128, 173.539",
    "96, true, false, 128, 160.647",
    "96, true, true, 120, 158.288",
    "64, true, true, 120, 71.299"
  })
  void ofThePaper(int ch, boolean shared, boolean hierarchical, int latents, double millions) {
    Map<String, Object> options = new HashMap<>();
    options.put("ch", ch);
    options.put("shared", shared);
    options.put("hierarchical", hierarchical);
    options.put("latentSize", latents);
    options.put("attention", List.of(64));
    DatasetShape shape = new DatasetShape(128, 3, 1000);
    BigGanGenerator g =
        new BigGanGenerator(ConfigJson.with(BigGanGeneratorConfig.defaults(), options), shape);
    BigGanDiscriminator d =
        new BigGanDiscriminator(
            ConfigJson.with(
                BigGanDiscriminatorConfig.defaults(), Map.of("ch", ch, "attention", List.of(64))),
            shape);
    long embedding = shared ? 1000 * 128L : 0;
    assertThat(Math.round((g.parameterCount() + d.parameterCount() - embedding) / 1000.0))
        .isEqualTo(Math.round(millions * 1000));
  }
}
