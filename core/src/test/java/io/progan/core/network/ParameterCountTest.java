package io.progan.core.network;

import static org.assertj.core.api.Assertions.assertThat;

import io.progan.core.Tiny;
import io.progan.core.network.family.Networks;
import io.progan.presets.config.DatasetShape;
import io.progan.presets.config.ProgressiveDiscriminatorConfig;
import io.progan.presets.config.ProgressiveGeneratorConfig;
import io.progan.presets.config.RunConfig;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
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
