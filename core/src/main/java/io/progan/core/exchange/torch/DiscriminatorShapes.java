package io.progan.core.exchange.torch;

import io.progan.core.exchange.ExchangeException;
import io.progan.presets.config.BigGanArchitecture;
import io.progan.presets.config.BigGanDiscriminatorConfig;
import io.progan.presets.config.ConfigException;
import io.progan.presets.config.ConfigJson;
import io.progan.presets.config.DatasetShape;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What the names and shapes of a discriminator's tensors tell about it. */
final class DiscriminatorShapes {

  private static final String FIRST_CONV = "input_conv.weight";
  private static final String EMBEDDING = "embed.weight";

  private final TensorShapes shapes;
  private final boolean deep;
  private final boolean wide;
  private final Stages stages;

  /**
   * @throws ExchangeException if the blocks are not BigGAN's
   */
  DiscriminatorShapes(TensorShapes shapes) throws ExchangeException {
    this.shapes = shapes;
    this.deep = shapes.has(FIRST_CONV);
    List<Stages.Maps> blocks = new ArrayList<>();
    boolean thin = false;
    for (int i = 0; i < shapes.count("blocks.", ".0.conv1.weight"); i++) {
      String name = "blocks." + i + ".0";
      String first = name + ".conv1.weight";
      String last = name + (deep ? ".conv4.weight" : ".conv2.weight");
      int in = shapes.dimension(first, 4, 1);
      int out = shapes.dimension(last, 4, 0);
      blocks.add(new Stages.Maps(name, in, out));
      thin |= !deep && in != out && shapes.dimension(first, 4, 0) == in;
    }
    if (blocks.isEmpty()) {
      throw shapes.problem("blocks.0.0.conv1.weight is missing");
    }
    this.wide = !thin;
    int depth = deep ? shapes.count("blocks.0.", ".conv1.weight") : 1;
    this.stages = Stages.ofDiscriminator(shapes, blocks, deep, depth);
  }

  /** Whether tensors are of a discriminator, rather than of another network. */
  static boolean areOf(TensorShapes shapes) {
    long[] last = shapes.shapes().get("linear.weight");
    return last != null
        && last.length == 2
        && last[0] == 1
        && shapes.has("blocks.0.0.conv1.weight")
        && !shapes.has(GeneratorShapes.MARK);
  }

  /** What the images look like, and how many classes there are. */
  DatasetShape shape() throws ExchangeException {
    String first = deep ? FIRST_CONV : "blocks.0.0.conv1.weight";
    int channels = shapes.dimension(first, 4, 1);
    int classes = shapes.has(EMBEDDING) ? shapes.dimension(EMBEDDING, 2, 0) : 0;
    try {
      return new DatasetShape(stages.resolution(), channels, classes);
    } catch (ConfigException e) {
      throw new ExchangeException(
          "%s: %s: %s: %s".formatted(shapes.where(), first, e.key(), e.problem()), e);
    }
  }

  /**
   * The options.
   *
   * @param untold what shapes do not tell
   */
  BigGanDiscriminatorConfig config(Map<String, Object> untold) throws ExchangeException {
    Map<String, Object> options = new HashMap<>(untold);
    options.put("ch", stages.ch());
    options.put("deep", deep);
    options.put("depth", stages.depth());
    options.put("wide", wide);
    options.put("attention", attention());
    options.put("singularValues", Math.max(1, shapes.count("linear.u", "")));
    try {
      return ConfigJson.with(BigGanDiscriminatorConfig.defaults(), options);
    } catch (ConfigException e) {
      throw new ExchangeException("%s: %s: %s".formatted(shapes.where(), e.key(), e.problem()), e);
    }
  }

  /** After the last block of a stage; stages that keep the size come last and have one size. */
  private List<Integer> attention() {
    List<Integer> sizes = new ArrayList<>();
    int halvings = BigGanArchitecture.halvings(stages.resolution());
    for (int stage = 0; stage < shapes.count("blocks.", ".0.conv1.weight"); stage++) {
      int size = stages.resolution() >> Math.min(stage + 1, halvings);
      String theta = "blocks.%d.%d.theta.weight".formatted(stage, stages.depth());
      if (shapes.has(theta) && !sizes.contains(size)) {
        sizes.add(size);
      }
    }
    return sizes;
  }
}
