package io.progan.presets.config;

import java.util.List;

/**
 * BigGAN's discriminator: residual blocks, and a projection of the class (Miyato and Koyama, "cGANs
 * with Projection Discriminator", 2018).
 *
 * @param ch width multiplier
 * @param deep whether the blocks are BigGAN-deep's bottlenecks
 * @param depth blocks a resolution of a deep network; 1 for the others
 * @param wide whether the hidden maps of a block are as many as it gives out, else as many as it
 *     takes, as SN-GAN has it
 * @param attention sizes in pixels of the feature maps that self-attention follows
 * @param singularValues of each weight that are followed, the first of which is divided by
 * @param powerIterations for each use of a weight
 * @param snEpsilon lower bound of the norms of the power iteration
 * @param initialization of the weights
 * @param keepProbability with which dropout keeps a feature before the last layer; 1 for no dropout
 * @param sigmaLimit largest singular value of a weight, to which it is clamped after each update;
 *     null for none
 * @param sigmaRatio largest ratio of the first to the second singular value; null for none
 * @param dtype number format of the computation
 */
public record BigGanDiscriminatorConfig(
    int ch,
    boolean deep,
    int depth,
    boolean wide,
    List<Integer> attention,
    int singularValues,
    int powerIterations,
    double snEpsilon,
    WeightInitialization initialization,
    double keepProbability,
    Double sigmaLimit,
    Double sigmaRatio,
    Dtype dtype)
    implements DiscriminatorConfig, SigmaClampConfig {

  /** The kind's name in JSON. */
  public static final String KIND = "biggan";

  /** Checks every value. */
  public BigGanDiscriminatorConfig {
    Check.atLeast("ch", ch, 1);
    BigGanChecks.depth(deep, depth);
    if (deep && !wide) {
      throw new ConfigException("wide", "must be true for a deep network, got false");
    }
    attention = BigGanChecks.attention(attention);
    Check.atLeast("singularValues", singularValues, 1);
    Check.atLeast("powerIterations", powerIterations, 1);
    Check.positive("snEpsilon", snEpsilon);
    Check.present("initialization", initialization);
    if (!(keepProbability > 0 && keepProbability <= 1)) {
      throw new ConfigException(
          "keepProbability", "must be above 0 and at most 1, got " + keepProbability);
    }
    BigGanChecks.clamp(true, sigmaLimit, sigmaRatio);
    Check.present("dtype", dtype);
  }

  /** The defaults of the public code's ImageNet scripts, with its smaller width. */
  public static BigGanDiscriminatorConfig defaults() {
    return new BigGanDiscriminatorConfig(
        64,
        false,
        1,
        true,
        List.of(),
        1,
        1,
        1e-6,
        WeightInitialization.ORTHO,
        1,
        null,
        null,
        Dtype.FLOAT32);
  }

  @Override
  public Rounding rounding() {
    return Rounding.FUSED;
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public int independentGroup(int minibatch) {
    return 1;
  }

  @Override
  public boolean givesLogits() {
    return false;
  }

  @Override
  public boolean grows() {
    return false;
  }

  @Override
  public void checkShape(DatasetShape shape) {
    int resolution = shape.resolution();
    BigGanArchitecture.checkResolution(resolution);
    // A deep network's first width is that of the convolution before the blocks.
    List<Integer> maps =
        BigGanArchitecture.discriminatorWidths(resolution).stream()
            .skip(deep ? 1 : 0)
            .map(width -> width * ch)
            .toList();
    BigGanArchitecture.checkAttention(
        attention, BigGanArchitecture.discriminatorSizes(resolution, maps.size()), maps);
    BigGanChecks.bottleneck(deep, maps.get(0));
  }
}
