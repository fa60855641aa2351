package io.progan.core.exchange;

import io.progan.core.layer.Parameter;
import io.progan.core.network.DiscriminatorNetwork;
import io.progan.dataset.numpy.NpyArray;
import io.progan.dataset.numpy.RandomState;
import io.progan.presets.config.DatasetShape;
import io.progan.presets.config.DiscriminatorConfig;
import io.progan.presets.config.GeneratorConfig;
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
    GeneratorConfig maker = mapper.generator();
    DatasetShape shape = mapper.shape();
    DiscriminatorConfig defaults = DiscriminatorConfig.defaults();
    DiscriminatorConfig config =
        new DiscriminatorConfig(
            maker.fmapBase(),
            maker.fmapDecay(),
            maker.fmapMax(),
            maker.useWscale(),
            defaults.mbstdGroupSize(),
            maker.fusedScale(),
            defaults.dtype());
    RandomState random = new RandomState(SEED);
    Map<String, NpyArray> variables = new LinkedHashMap<>();
    for (Parameter parameter : new DiscriminatorNetwork(config, shape).parameters()) {
      float[] values = new float[Math.toIntExact(parameter.length())];
      if (parameter.scale() != 0) {
        double scale = config.useWscale() ? 1 : parameter.scale();
        for (int i = 0; i < values.length; i++) {
          values[i] = (float) (random.randn() * scale);
        }
      }
      int[] dimensions = Arrays.stream(parameter.shape()).mapToInt(Math::toIntExact).toArray();
      variables.put(parameter.name(), NpyArray.of(values, dimensions));
    }
    variables.put(OriginalNetwork.LOD, generator.variables().get(OriginalNetwork.LOD));
    return new OriginalNetwork(OptionMapper.options(config, shape), variables);
  }
}
