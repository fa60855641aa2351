package io.progan.core.network.residual;

import io.progan.core.graph.Arithmetic;
import io.progan.core.graph.Shaping;
import io.progan.core.graph.Tensor;
import io.progan.core.latent.LatentDistribution;
import io.progan.core.layer.Conv;
import io.progan.core.layer.Dense;
import io.progan.core.layer.Layer;
import io.progan.core.layer.norm.BatchNormSettings;
import io.progan.core.layer.norm.ConditionalBatchNorm;
import io.progan.core.layer.norm.StoredBatchNorm;
import io.progan.core.layer.weight.SpectralWeight;
import io.progan.core.layer.weight.Weight;
import io.progan.core.network.GeneratorNetwork;
import io.progan.core.network.Growth;
import io.progan.core.network.Stage;
import io.progan.core.state.Pass;
import io.progan.core.state.Precision;
import io.progan.presets.config.BigGanArchitecture;
import io.progan.presets.config.BigGanGeneratorConfig;
import io.progan.presets.config.DatasetShape;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * BigGAN's generator (Brock et al., appendix B, tables 4 to 9): a dense layer to 4x4 pixels, and
 * residual blocks each of which doubles the resolution.
 */
public final class BigGanGenerator implements GeneratorNetwork {

  private static final int FIRST_PIXELS = BigGanArchitecture.COARSEST * BigGanArchitecture.COARSEST;

  /** The last norm's, whatever those of the others are. */
  private static final double LAST_EPSILON = 1e-5;

  private final BigGanGeneratorConfig config;
  private final Precision precision;
  private final DatasetShape shape;
  private final Spectral spectral;
  private final List<Integer> widths;
  private final Optional<Embedding> shared;
  private final Dense linear;
  private final List<List<Block>> stages = new ArrayList<>();
  private final Layer lastNorm;
  private final Conv output;

  /**
   * Describes a generator.
   *
   * @param config its options
   * @param shape what the images look like, and how many classes there are
   */
  public BigGanGenerator(BigGanGeneratorConfig config, DatasetShape shape) {
    this.config = config;
    this.precision = Precision.of(config.dtype(), config.rounding());
    this.shape = shape;
    this.widths = BigGanArchitecture.generatorWidths(shape.resolution());
    this.spectral =
        new Spectral(
            new SpectralWeight.Settings(
                config.singularValues(), config.powerIterations(), config.snEpsilon()),
            config.spectralNorm(),
            config.initialization());
    this.shared =
        config.shared() && labelSize() > 0
            ? Optional.of(
                new Embedding(
                    "shared",
                    spectral.plainEmbedding("shared", labelSize(), config.embeddingSize())))
            : Optional.empty();
    this.linear = spectral.dense("linear", firstSize(), (long) maps(0) * FIRST_PIXELS);
    for (int stage = 0; stage < widths.size() - 1; stage++) {
      stages.add(stage(stage));
    }
    int last = maps(widths.size() - 1);
    this.lastNorm =
        new StoredBatchNorm(
            "output_layer.0", last, new BatchNormSettings(LAST_EPSILON, config.bnUnbiased()));
    this.output = spectral.conv("output_layer.2", 3, last, channels());
  }

  private List<Block> stage(int stage) {
    List<Block> blocks = new ArrayList<>();
    int in = maps(stage);
    int out = maps(stage + 1);
    int depth = config.depth();
    for (int i = 0; i < depth; i++) {
      boolean last = i == depth - 1;
      String name = "blocks." + (stage * depth + i);
      blocks.add(
          config.deep()
              ? DeepGeneratorBlock.of(name + ".0", in, last ? out : in, last, spectral, this::norm)
              : GeneratorBlock.of(name + ".0", in, out, spectral, this::norm));
      if (last && config.attention().contains(BigGanArchitecture.COARSEST << (stage + 1))) {
        blocks.add(Block.of(spectral.attention(name + ".1", out)));
      }
    }
    return blocks;
  }

  private Layer norm(String name, int maps) {
    BatchNormSettings settings = new BatchNormSettings(config.bnEpsilon(), config.bnUnbiased());
    int size = conditionSize();
    if (size == 0) {
      return new StoredBatchNorm(name, maps, settings);
    }
    return new ConditionalBatchNorm(
        name, map(name + ".gain", size, maps), map(name + ".bias", size, maps), settings);
  }

  /** Classes have embeddings of their own; what is shared or latent goes through a linear map. */
  private Weight map(String name, int size, int maps) {
    return config.shared()
        ? spectral.weight(name, size, maps)
        : spectral.plainEmbedding(name, size, maps);
  }

  /** The length of what a norm depends on; 0 if it depends on nothing. */
  private int conditionSize() {
    if (!config.shared()) {
      return labelSize();
    }
    int embedding = labelSize() == 0 ? 0 : config.embeddingSize();
    return embedding + (config.hierarchical() ? chunkSize() : 0);
  }

  /** Latents that enter at one place. */
  private int chunkSize() {
    return config.chunked() ? config.chunkSize(shape.resolution()) : config.latentSize();
  }

  private int firstSize() {
    return config.deep() && config.hierarchical() ? conditionSize() : chunkSize();
  }

  private int maps(int stage) {
    return widths.get(stage) * config.ch();
  }

  @Override
  public String name() {
    return "G";
  }

  @Override
  public Precision precision() {
    return precision;
  }

  @Override
  public int latentSize() {
    return config.effectiveLatentSize(shape.resolution());
  }

  @Override
  public LatentDistribution latents() {
    return new LatentDistribution(config.latentFamily());
  }

  @Override
  public int labelSize() {
    return shape.labelSize();
  }

  @Override
  public int channels() {
    return shape.numChannels();
  }

  @Override
  public boolean comparesImages() {
    return true;
  }

  @Override
  public boolean storesStatistics() {
    return config.storedStatistics();
  }

  @Override
  public List<Stage> stages() {
    return List.of(new Stage(shape.resolutionLog2(), false));
  }

  @Override
  public List<Layer> layers() {
    List<Layer> layers = new ArrayList<>();
    shared.ifPresent(layers::add);
    layers.add(linear);
    stages.forEach(blocks -> blocks.forEach(block -> layers.addAll(block.layers())));
    layers.add(lastNorm);
    layers.add(output);
    return layers;
  }

  /** All but the shared embedding's. */
  @Override
  public List<Weight> regularizedWeights() {
    return layers().stream()
        .filter(layer -> shared.stream().noneMatch(layer::equals))
        .flatMap(layer -> layer.weights().stream())
        .toList();
  }

  @Override
  public Tensor forward(Pass outer, Growth growth, Tensor given) {
    Pass pass = outer.in(precision);
    Tensor latents = precision.value(given);
    Tensor vector =
        shared
            .flatMap(layer -> pass.labels().map(labels -> layer.run(pass, labels)))
            .orElse(pass.labels().map(precision::value).orElse(null));
    Tensor first = config.chunked() ? chunk(latents, 0) : latents;
    boolean whole = config.deep() && config.hierarchical();
    Tensor x = linear.run(pass, whole ? joined(vector, latents) : first);
    int size = BigGanArchitecture.COARSEST;
    x = Shaping.reshape(x, latents.size(0), maps(0), size, size);
    for (int stage = 0; stage < stages.size(); stage++) {
      Tensor condition = vector;
      if (config.hierarchical()) {
        condition = joined(vector, config.deep() ? latents : chunk(latents, stage + 1));
      }
      Pass conditioned = pass.given(condition);
      for (Block block : stages.get(stage)) {
        x = block.forward(conditioned, x);
      }
    }
    Tensor images = output.run(pass, Block.relu(lastNorm.run(pass, x)));
    return precision.value(Arithmetic.tanh(images));
  }

  private Tensor chunk(Tensor latents, int index) {
    return Shaping.slice(latents, 1, (long) index * chunkSize(), chunkSize());
  }

  private static Tensor joined(Tensor vector, Tensor latents) {
    return vector == null ? latents : Shaping.concat(1, vector, latents);
  }
}
