package io.progan.core.exchange.torch;

import io.progan.core.exchange.ExchangeException;
import io.progan.presets.config.BigGanArchitecture;
import io.progan.presets.config.BigGanGeneratorConfig;
import io.progan.presets.config.ConfigException;
import io.progan.presets.config.ConfigJson;
import io.progan.presets.config.DatasetShape;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What the names and shapes of a generator's tensors tell about it. */
final class GeneratorShapes {

  /** A tensor that every generator has, and no discriminator. */
  static final String MARK = "output_layer.2.weight";

  private static final String SHARED = "shared.weight";
  private static final String GAIN = "blocks.0.0.bn1.gain";
  private static final String THETA = ".1.theta.weight";

  private final TensorShapes shapes;
  private final boolean deep;
  private final Stages stages;

  /**
   * @throws ExchangeException if the blocks are not BigGAN's
   */
  GeneratorShapes(TensorShapes shapes) throws ExchangeException {
    this.shapes = shapes;
    this.deep = shapes.has("blocks.0.0.conv4.weight");
    int count = shapes.count("blocks.", ".0.conv1.weight");
    if (count == 0) {
      throw shapes.problem("blocks.0.0.conv1.weight is missing");
    }
    List<Stages.Maps> blocks = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      String name = "blocks." + i + ".0";
      String last = name + (deep ? ".conv4" : ".conv2");
      blocks.add(
          new Stages.Maps(
              name,
              shapes.dimension(name + ".conv1.weight", 4, 1),
              shapes.dimension(last + ".weight", 4, 0)));
    }
    this.stages = Stages.ofGenerator(shapes, blocks, deep);
  }

  /** What the images look like, and how many classes there are. */
  DatasetShape shape() throws ExchangeException {
    try {
      return new DatasetShape(stages.resolution(), shapes.dimension(MARK, 4, 0), classes());
    } catch (ConfigException e) {
      throw new ExchangeException(
          "%s: %s: %s: %s".formatted(shapes.where(), MARK, e.key(), e.problem()), e);
    }
  }

  private int classes() throws ExchangeException {
    if (shapes.has(SHARED)) {
      return shapes.dimension(SHARED, 2, 0);
    }
    return shapes.has(GAIN) ? 0 : shapes.dimension(GAIN + ".weight", 2, 0);
  }

  /**
   * The options.
   *
   * @param untold what shapes do not tell
   */
  BigGanGeneratorConfig config(Map<String, Object> untold) throws ExchangeException {
    Map<String, Object> options = new HashMap<>(untold);
    options.put("ch", stages.ch());
    options.put("deep", deep);
    options.put("depth", stages.depth());
    options.put("attention", attention());
    boolean normalized = shapes.has("linear.u0");
    options.put("spectralNorm", normalized);
    options.put("singularValues", normalized ? shapes.count("linear.u", "") : 1);
    options.putAll(condition());
    try {
      return ConfigJson.with(BigGanGeneratorConfig.defaults(), options);
    } catch (ConfigException e) {
      throw new ExchangeException("%s: %s: %s".formatted(shapes.where(), e.key(), e.problem()), e);
    }
  }

  /** After the last block of a stage. */
  private List<Integer> attention() {
    List<Integer> sizes = new ArrayList<>();
    int size = BigGanArchitecture.COARSEST;
    for (int block = stages.depth() - 1; size < stages.resolution(); block += stages.depth()) {
      size *= 2;
      if (shapes.has("blocks." + block + THETA)) {
        sizes.add(size);
      }
    }
    return sizes;
  }

  /** How latents and classes enter. */
  private Map<String, Object> condition() throws ExchangeException {
    Map<String, Object> options = new HashMap<>();
    int first = shapes.dimension("linear.weight", 2, 1);
    boolean shared = shapes.has(SHARED);
    options.put("shared", shared);
    options.put("hierarchical", false);
    options.put("latentSize", first);
    options.put("sharedSize", null);
    if (!shared) {
      return options;
    }
    int embedding = shapes.dimension(SHARED, 2, 1);
    int latents = shapes.dimension(GAIN + ".weight", 2, 1) - embedding;
    if (latents < 0) {
      throw shapes.problem(
          "%s.weight takes %d numbers, less than the %d of a class's vector"
              .formatted(GAIN, latents + embedding, embedding));
    }
    options.put("sharedSize", embedding);
    options.put("hierarchical", latents > 0);
    if (latents > 0) {
      int parts = BigGanArchitecture.generatorWidths(stages.resolution()).size();
      options.put("latentSize", deep ? latents : latents * parts);
    }
    return options;
  }
}
