package io.progan.core.network.residual;

import io.progan.core.graph.Arithmetic;
import io.progan.core.graph.Reduction;
import io.progan.core.graph.Shaping;
import io.progan.core.graph.Tensor;
import io.progan.core.layer.Dense;
import io.progan.core.layer.Layer;
import io.progan.core.layer.weight.SpectralWeight;
import io.progan.core.network.DiscriminatorNetwork;
import io.progan.core.network.Growth;
import io.progan.core.network.Stage;
import io.progan.core.state.NoiseSource;
import io.progan.core.state.Pass;
import io.progan.core.state.Precision;
import io.progan.presets.config.BigGanArchitecture;
import io.progan.presets.config.BigGanDiscriminatorConfig;
import io.progan.presets.config.DatasetShape;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * BigGAN's discriminator (Brock et al., appendix B): residual blocks, the sum over pixels, and the
 * score {@code linear(f) + embed(y) . f} (Miyato and Koyama, "cGANs with Projection Discriminator",
 * 2018). Without classes there is no second term.
 */
public final class BigGanDiscriminator implements DiscriminatorNetwork {

  private final BigGanDiscriminatorConfig config;
  private final Precision precision;
  private final DatasetShape shape;
  private final List<Integer> widths;
  private final Spectral spectral;
  private final List<Block> blocks = new ArrayList<>();
  private final Dense linear;
  private final Optional<Embedding> embed;

  /**
   * Describes a discriminator.
   *
   * @param config its options
   * @param shape what the images look like, and how many classes there are
   */
  public BigGanDiscriminator(BigGanDiscriminatorConfig config, DatasetShape shape) {
    this.config = config;
    this.precision = Precision.of(config.dtype(), config.rounding());
    this.shape = shape;
    this.widths = BigGanArchitecture.discriminatorWidths(shape.resolution());
    this.spectral =
        new Spectral(
            new SpectralWeight.Settings(
                config.singularValues(), config.powerIterations(), config.snEpsilon()),
            true,
            config.initialization());
    if (config.deep()) {
      blocks.add(Block.of(spectral.conv("input_conv", 3, channels(), maps(0))));
    }
    int size = shape.resolution();
    for (int stage = 0; stage < (config.deep() ? widths.size() - 1 : widths.size()); stage++) {
      boolean down = stage < BigGanArchitecture.halvings(shape.resolution());
      size = down ? size / 2 : size;
      addStage(stage, down, config.attention().contains(size));
    }
    int features = maps(widths.size() - 1);
    this.linear = spectral.dense("linear", features, 1);
    this.embed =
        classes() > 0
            ? Optional.of(new Embedding("embed", spectral.embedding("embed", classes(), features)))
            : Optional.empty();
  }

  private void addStage(int stage, boolean down, boolean attends) {
    String name = "blocks." + stage + ".";
    int out = maps(config.deep() ? stage + 1 : stage);
    int before = stage == 0 ? channels() : maps(stage - 1);
    int in = config.deep() ? maps(stage) : before;
    for (int i = 0; i < config.depth(); i++) {
      DiscriminatorBlock.Change change =
          i == 0
              ? new DiscriminatorBlock.Change(in, out, down)
              : new DiscriminatorBlock.Change(out, out, false);
      blocks.add(
          config.deep()
              ? DeepDiscriminatorBlock.of(name + i, change, spectral)
              : DiscriminatorBlock.of(name + i, change, config.wide(), stage == 0, spectral));
    }
    if (attends) {
      blocks.add(Block.of(spectral.attention(name + config.depth(), out)));
    }
  }

  private int maps(int index) {
    return widths.get(index) * config.ch();
  }

  private int classes() {
    return shape.labelSize();
  }

  @Override
  public String name() {
    return "D";
  }

  @Override
  public Precision precision() {
    return precision;
  }

  @Override
  public int labelSize() {
    return 0;
  }

  @Override
  public int conditionSize() {
    return classes();
  }

  @Override
  public int channels() {
    return shape.numChannels();
  }

  @Override
  public int independentGroup(int minibatch) {
    return config.independentGroup(minibatch);
  }

  @Override
  public List<Stage> stages() {
    return List.of(new Stage(shape.resolutionLog2(), false));
  }

  @Override
  public List<Layer> layers() {
    List<Layer> layers = new ArrayList<>();
    blocks.forEach(block -> layers.addAll(block.layers()));
    layers.add(linear);
    embed.ifPresent(layers::add);
    return layers;
  }

  @Override
  public Tensor forward(Pass outer, Growth growth, Tensor images) {
    Pass pass = outer.in(precision);
    Tensor x = precision.value(images);
    for (Block block : blocks) {
      x = block.forward(pass, x);
    }
    Tensor sums = Reduction.sumOver(Block.relu(x), 2, 3);
    Tensor vectors = Shaping.reshape(precision.value(sums), x.size(0), x.size(1));
    Tensor features = precision.value(dropped(pass, vectors));
    Tensor score = linear.run(pass, features);
    if (embed.isEmpty()) {
      return score;
    }
    Tensor labels =
        pass.labels()
            .orElseThrow(
                () -> new IllegalArgumentException("this discriminator judges with labels"));
    Tensor vector = embed.get().run(pass, labels);
    Tensor projection = precision.value(Reduction.sumOver(vector.times(features), 1));
    return precision.value(score.plus(projection));
  }

  /** Dropout: what is kept is divided by its probability. */
  private Tensor dropped(Pass pass, Tensor features) {
    double keep = config.keepProbability();
    if (keep == 1) {
      return features;
    }
    return pass.noise(NoiseSource.Kind.UNIFORM, "dropout", features.size(0), features.size(1))
        .map(noise -> features.times(Arithmetic.step(noise.times(-1).plus(keep)).times(1 / keep)))
        .orElse(features);
  }
}
