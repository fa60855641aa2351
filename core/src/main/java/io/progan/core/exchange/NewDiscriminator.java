package io.progan.core.exchange;

import io.progan.core.network.family.Networks;
import io.progan.core.state.Slot;
import io.progan.dataset.numpy.NpyArray;
import io.progan.dataset.numpy.RandomState;
import io.progan.presets.config.DatasetShape;
import io.progan.presets.config.ProgressiveDiscriminatorConfig;
import io.progan.presets.config.ProgressiveGeneratorConfig;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/** An untrained discriminator, for a generator that comes without one. */
final class NewDiscriminator {

  private static final long SEED = 1000;

  private NewDiscriminator() {}

  /** One with the generator's feature maps, image shape and level of detail. */
  static OriginalNetwork beside(Path file, OriginalNetwork generator) throws ExchangeException {
    OptionMapper mapper = new OptionMapper(file.toString(), generator.options());
    if (!(mapper.generator() instanceof ProgressiveGeneratorConfig maker)) {
      throw new ExchangeException(
          "%s: holds no D, which a generator of kind %s needs"
              .formatted(file, mapper.generator().kind()));
    }
    DatasetShape shape = mapper.shape();
    ProgressiveDiscriminatorConfig defaults = ProgressiveDiscriminatorConfig.defaults();
    ProgressiveDiscriminatorConfig config =
        new ProgressiveDiscriminatorConfig(
            maker.fmapBase(),
            maker.fmapDecay(),
            maker.fmapMax(),
            maker.useWscale(),
            defaults.mbstdGroupSize(),
            maker.fusedScale(),
            defaults.dtype());
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
    return new OriginalNetwork(OptionMapper.options(config, shape), variables);
  }
}
