package io.progan.core.network;

import static org.assertj.core.api.Assertions.assertThat;

import io.progan.core.Tiny;
import io.progan.core.network.family.Networks;
import io.progan.presets.config.DatasetShape;
import io.progan.presets.config.ProgressiveDiscriminatorConfig;
import io.progan.presets.config.ProgressiveGeneratorConfig;
import io.progan.presets.config.RunConfig;
import io.progan.presets.preset.ConfigRequest;
import io.progan.presets.preset.ConfigResolver;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** How many numbers the networks learn. */
class ParameterCountTest {

  private static final DatasetShape LARGE = new DatasetShape(1024, 3, 0);

  @Test
  void bothNetworksHave23MillionAt1024Pixels() {
    GeneratorNetwork generator = Networks.generator(ProgressiveGeneratorConfig.defaults(), LARGE);
    DiscriminatorNetwork discriminator =
        Networks.discriminator(ProgressiveDiscriminatorConfig.defaults(), LARGE);
    assertThat(generator.parameterCount()).isEqualTo(23_079_115);
    assertThat(discriminator.parameterCount()).isEqualTo(23_087_249);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "theano-cifar10, 32, 1296908, 1298689",
    "theano-celebahq, 1024, 23079115, 23087249",
    "table1-a, 128, 10487090, 13632301",
    "table1-c, 128, 10487090, 13632301",
    "table1-d, 128, 13629810, 13632289",
    "table1-e-star, 128, 13629810, 13888989",
    "table1-e, 128, 13629810, 13636897",
    "table1-g, 128, 13629810, 13636897",
    "theano-mnistrgb-k4, 32, 90187, 571",
    "theano-mnistrgb-k2, 32, 90187, 1861",
    "theano-mnistrgb-k4-ournorm, 32, 90067, 557",
    "theano-mnistrgb-k2-ournorm, 32, 90067, 1833",
    "theano-mnistrgb-k4-mbstddev, 32, 90067, 573",
    "theano-mnistrgb-k2-mbstddev, 32, 90067, 1849",
    "theano-mnistrgb-k4-progression, 32, 93100, 629",
    "theano-mnistrgb-k2-progression, 32, 93100, 1961"
  })
  void theExperimentsOfThePaper(String preset, int resolution, long generator, long discriminator) {
    RunConfig config = ConfigResolver.resolve(ConfigRequest.ofPreset(preset));
    DatasetShape shape = new DatasetShape(resolution, 3, 0);
    assertThat(Networks.generator(config.generator(), shape).parameterCount()).isEqualTo(generator);
    assertThat(Networks.discriminator(config.discriminator(), shape).parameterCount())
        .isEqualTo(discriminator);
  }

  static Stream<Arguments> shapes() {
    Map<String, Object> unfused = Map.of("fusedScale", false);
    return Stream.of(
        Arguments.of("4x4", Tiny.config(), new DatasetShape(4, 1, 0)),
        Arguments.of("8x8 with labels", Tiny.config(), Tiny.SHAPE),
        Arguments.of(
            "16x16 unfused",
            Tiny.config(Map.of("generator", unfused, "discriminator", unfused)),
            new DatasetShape(16, 3, 5)),
        Arguments.of(
            "without minibatch stddev",
            Tiny.config(Map.of("discriminator", Map.of("mbstdGroupSize", 0))),
            Tiny.SHAPE),
        Arguments.of("defaults", RunConfig.defaults(), LARGE));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("shapes")
  void tablesAddUp(String name, RunConfig config, DatasetShape shape) {
    for (Network network :
        new Network[] {
          Networks.generator(config.generator(), shape),
          Networks.discriminator(config.discriminator(), shape)
        }) {
      assertThat(network.table().stream().mapToLong(LayerRow::parameters).sum())
          .as(network.name())
          .isEqualTo(network.parameterCount())
          .isPositive();
      assertThat(network.slots()).doesNotHaveDuplicates();
    }
  }
}
