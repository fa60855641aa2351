package io.progan.core.exchange;

import io.progan.core.network.family.Networks;
import io.progan.core.state.Slot;
import io.progan.core.state.StateVector;
import io.progan.dataset.numpy.NpyArray;
import io.progan.dataset.numpy.RandomState;
import io.progan.presets.config.BigGanArchitecture;
import io.progan.presets.config.BigGanDiscriminatorConfig;
import io.progan.presets.config.BigGanGeneratorConfig;
import io.progan.presets.config.ConfigJson;
import io.progan.presets.config.DatasetShape;
import io.progan.presets.config.DiscriminatorConfig;
import io.progan.presets.config.GeneratorConfig;
import io.progan.presets.config.ProgressiveDiscriminatorConfig;
import io.progan.presets.config.ProgressiveGeneratorConfig;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/** An untrained discriminator, for a generator that comes without one. */
public final class NewDiscriminator {

  private static final long SEED = 1000;

  /** That attention works with. */
  private static final int FEWEST_MAPS = 8;

  private NewDiscriminator() {}

  /** One with the generator's feature maps, image shape and level of detail. */
  static OriginalNetwork beside(Path file, OriginalNetwork generator) throws ExchangeException {
    OptionMapper mapper = new OptionMapper(file.toString(), generator.options());
    DatasetShape shape = mapper.shape();
    DiscriminatorConfig config = config(file, mapper.generator(), shape);
    RandomState random = new RandomState(SEED);
    Map<String, NpyArray> variables = new LinkedHashMap<>();
    for (Slot slot : Networks.discriminator(config, shape).slots()) {
      double[] drawn = slot.initializer().values(random, slot.shape());
      float[] values = new float[drawn.length];
      for (int i = 0; i < values.length; i++) {
        values[i] = (float) drawn[i];
      }
      int[] dimensions = Arrays.stream(slot.shape()).mapToInt(Math::toIntExact).toArray();
      variables.put(slot.name(), NpyArray.of(values, dimensions));
    }
    variables.put(OriginalNetwork.LOD, generator.variables().get(OriginalNetwork.LOD));
    return new OriginalNetwork(OptionMapper.options((Record) config, shape), variables);
  }

  /**
   * The options of one.
   *
   * @throws ExchangeException if nothing says what goes with a generator of its kind
   */
  public static DiscriminatorConfig config(Path file, GeneratorConfig generator, DatasetShape shape)
      throws ExchangeException {
    if (generator instanceof ProgressiveGeneratorConfig progressive) {
      return beside(progressive);
    }
    if (generator instanceof BigGanGeneratorConfig bigGan) {
      return beside(bigGan, shape);
    }
    throw new ExchangeException(
        "%s: holds no D, which a generator of kind %s needs".formatted(file, generator.kind()));
  }

  private static DiscriminatorConfig beside(ProgressiveGeneratorConfig generator) {
    ProgressiveDiscriminatorConfig defaults = ProgressiveDiscriminatorConfig.defaults();
    return new ProgressiveDiscriminatorConfig(
        generator.fmapBase(),
        generator.fmapDecay(),
        generator.fmapMax(),
        generator.useWscale(),
        defaults.mbstdGroupSize(),
        generator.fusedScale(),
        defaults.dtype(),
        defaults.rounding());
  }

  /** Attention is at the generator's sizes, as far as the discriminator has them. */
  private static DiscriminatorConfig beside(BigGanGeneratorConfig generator, DatasetShape shape) {
    return ConfigJson.with(
        BigGanDiscriminatorConfig.defaults(),
        Map.of(
            "ch", generator.ch(),
            "deep", generator.deep(),
            "depth", generator.depth(),
            "attention",
                generator.attention().stream()
                    .filter(size -> canAttend(generator, shape.resolution(), size))
                    .toList(),
            "snEpsilon", generator.snEpsilon()));
  }

  private static boolean canAttend(BigGanGeneratorConfig generator, int resolution, int size) {
    int halvings = Integer.numberOfTrailingZeros(resolution / size);
    if (halvings < 1 || halvings > BigGanArchitecture.halvings(resolution)) {
      return false;
    }
    int stage = generator.deep() ? halvings : halvings - 1;
    int width = BigGanArchitecture.discriminatorWidths(resolution).get(stage);
    return width * generator.ch() >= FEWEST_MAPS;
  }

  /** Draws one. */
  public static void initialize(StateVector vector) {
    vector.initialize(new RandomState(SEED));
  }
}
