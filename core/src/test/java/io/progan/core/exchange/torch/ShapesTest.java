package io.progan.core.exchange.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.progan.core.exchange.ExchangeException;
import io.progan.core.network.Network;
import io.progan.core.network.family.Networks;
import io.progan.presets.config.BigGanDiscriminatorConfig;
import io.progan.presets.config.BigGanGeneratorConfig;
import io.progan.presets.config.ConfigJson;
import io.progan.presets.config.DatasetShape;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Shapes alone tell which network it is, at the published sizes, too. */
class ShapesTest {

  private static TensorShapes shapes(Network network) {
    return new TensorShapes("net.pth", new SlotCopy("net.pth", network).shapes());
  }

  static Stream<Arguments> generators() {
    Map<String, Object> own = new HashMap<>(Map.of("shared", false, "hierarchical", false));
    own.put("sharedSize", null);
    Map<String, Object> deep = Map.of("deep", true, "depth", 2, "latentSize", 128);
    return Stream.of(
        Arguments.of(new DatasetShape(32, 3, 10), own),
        Arguments.of(new DatasetShape(32, 1, 0), own),
        Arguments.of(new DatasetShape(64, 3, 1000), Map.of("latentSize", 100, "ch", 64)),
        Arguments.of(new DatasetShape(128, 3, 1000), Map.of("ch", 96, "attention", List.of(64))),
        Arguments.of(new DatasetShape(128, 3, 7), Map.of("attention", List.of(16, 64))),
        Arguments.of(new DatasetShape(128, 3, 7), Map.of("hierarchical", false)),
        Arguments.of(new DatasetShape(256, 3, 1000), Map.of("latentSize", 140)),
        Arguments.of(new DatasetShape(512, 3, 1000), Map.of("latentSize", 128, "ch", 96)),
        Arguments.of(new DatasetShape(128, 3, 9), Map.of("spectralNorm", false)),
        Arguments.of(new DatasetShape(128, 3, 9), Map.of("singularValues", 3)),
        Arguments.of(new DatasetShape(128, 3, 1000), with(deep, "attention", List.of(64))),
        Arguments.of(new DatasetShape(256, 3, 1000), with(deep, "ch", 128)),
        Arguments.of(new DatasetShape(512, 3, 1000), deep),
        Arguments.of(new DatasetShape(32, 3, 5), with(deep, "depth", 4)),
        Arguments.of(new DatasetShape(64, 3, 5), with(deep, "depth", 3)),
        Arguments.of(new DatasetShape(64, 3, 5), with(deep, "hierarchical", false)));
  }

  private static Map<String, Object> with(Map<String, Object> map, String key, Object value) {
    Map<String, Object> more = new HashMap<>(map);
    more.put(key, value);
    return more;
  }

  @ParameterizedTest
  @MethodSource("generators")
  void ofAGenerator(DatasetShape shape, Map<String, Object> options) throws ExchangeException {
    BigGanGeneratorConfig config = ConfigJson.with(BigGanGeneratorConfig.defaults(), options);
    TensorShapes shapes = shapes(Networks.generator(config, shape));

    GeneratorShapes told = new GeneratorShapes(shapes);

    assertThat(told.shape()).isEqualTo(shape);
    assertThat(told.config(Map.of()))
        .isEqualTo(
            ConfigJson.with(
                config, Map.of("latentSize", config.effectiveLatentSize(shape.resolution()))));
    assertThat(DiscriminatorShapes.areOf(shapes)).isFalse();
  }

  static Stream<Arguments> discriminators() {
    Map<String, Object> deep = Map.of("deep", true, "depth", 2);
    return Stream.of(
        Arguments.of(new DatasetShape(32, 3, 10), Map.of()),
        Arguments.of(new DatasetShape(32, 3, 10), Map.of("attention", List.of(16, 8))),
        Arguments.of(new DatasetShape(64, 1, 0), Map.of("singularValues", 2)),
        Arguments.of(new DatasetShape(128, 3, 1000), Map.of("wide", false)),
        Arguments.of(new DatasetShape(128, 3, 1000), Map.of("ch", 3, "wide", false)),
        Arguments.of(new DatasetShape(128, 3, 1000), Map.of("ch", 96, "attention", List.of(64))),
        Arguments.of(new DatasetShape(256, 3, 1000), Map.of("attention", List.of(64))),
        Arguments.of(new DatasetShape(512, 3, 1000), Map.of("attention", List.of(64))),
        Arguments.of(new DatasetShape(32, 3, 10), deep),
        Arguments.of(new DatasetShape(128, 3, 10), with(deep, "attention", List.of(64))),
        Arguments.of(new DatasetShape(256, 3, 10), with(deep, "depth", 3)));
  }

  @ParameterizedTest
  @MethodSource("discriminators")
  void ofADiscriminator(DatasetShape shape, Map<String, Object> options) throws ExchangeException {
    BigGanDiscriminatorConfig config =
        ConfigJson.with(BigGanDiscriminatorConfig.defaults(), options);
    TensorShapes shapes = shapes(Networks.discriminator(config, shape));

    DiscriminatorShapes told = new DiscriminatorShapes(shapes);

    assertThat(DiscriminatorShapes.areOf(shapes)).isTrue();
    assertThat(told.shape()).isEqualTo(shape);
    assertThat(told.config(Map.of())).isEqualTo(config);
  }

  @Test
  void aWidthThatIsNoMultiple() {
    Network network =
        Networks.discriminator(BigGanDiscriminatorConfig.defaults(), new DatasetShape(64, 3, 2));
    Map<String, long[]> shapes = new HashMap<>(shapes(network).shapes());
    shapes.put("blocks.2.0.conv2.weight", new long[] {257, 256, 3, 3});
    assertThatThrownBy(() -> new DiscriminatorShapes(new TensorShapes("net.pth", shapes)))
        .isInstanceOf(ExchangeException.class)
        .hasMessageContaining("net.pth: blocks.2.0 takes 128")
        .hasMessageContaining("gives out 257, but with ch 64 at 64 pixels takes 128, gives 256");
  }
}
