package io.progan.presets.config;

import java.util.List;

/**
 * BigGAN's generator: residual blocks with class-conditional batch norm.
 *
 * @param ch width multiplier
 * @param deep whether the blocks are BigGAN-deep's bottlenecks
 * @param depth blocks a resolution of a deep network; 1 for the others
 * @param latentSize length of the latents that are asked for; hierarchical networks use the largest
 *     multiple of their blocks plus 1
 * @param hierarchical whether latents enter at every block; needs a shared embedding
 * @param shared whether all norms share one embedding of the class, else each has its own
 * @param sharedSize length of the shared embedding; null for the length of the latents
 * @param attention sizes in pixels of the feature maps that self-attention follows
 * @param spectralNorm whether weights are divided by their largest singular value
 * @param singularValues of each weight that are followed, the first of which is divided by
 * @param powerIterations for each use of a weight
 * @param snEpsilon lower bound of the norms of the power iteration
 * @param bnEpsilon added under the root of batch norm; the last norm always has 1e-5
 * @param bnUnbiased whether the running variance is the unbiased one
 * @param bnSynchronized whether batch norm is over all replicas, else over each by itself
 * @param initialization of the weights
 * @param latentFamily how latents are distributed
 * @param storedStatistics whether images are made with running statistics, else with those of their
 *     minibatch
 * @param sigmaLimit largest singular value of a weight, to which it is clamped after each update;
 *     null for none
 * @param sigmaRatio largest ratio of the first to the second singular value; null for none
 * @param dtype number format of the computation
 */
public record BigGanGeneratorConfig(
    int ch,
    boolean deep,
    int depth,
    int latentSize,
    boolean hierarchical,
    boolean shared,
    Integer sharedSize,
    List<Integer> attention,
    boolean spectralNorm,
    int singularValues,
    int powerIterations,
    double snEpsilon,
    double bnEpsilon,
    boolean bnUnbiased,
    boolean bnSynchronized,
    WeightInitialization initialization,
    LatentFamily latentFamily,
    boolean storedStatistics,
    Double sigmaLimit,
    Double sigmaRatio,
    Dtype dtype)
    implements GeneratorConfig, SigmaClampConfig {

  /** The kind's name in JSON. */
  public static final String KIND = "biggan";

  /** Checks every value. */
  public BigGanGeneratorConfig {
    Check.atLeast("ch", ch, 1);
    BigGanChecks.depth(deep, depth);
    Check.atLeast("latentSize", latentSize, 1);
    if (hierarchical && !shared) {
      throw new ConfigException("hierarchical", "needs shared, which is false");
    }
    if (sharedSize != null) {
      Check.atLeast("sharedSize", sharedSize, 1);
    }
    attention = BigGanChecks.attention(attention);
    Check.atLeast("singularValues", singularValues, 1);
    Check.atLeast("powerIterations", powerIterations, 1);
    Check.positive("snEpsilon", snEpsilon);
    Check.positive("bnEpsilon", bnEpsilon);
    Check.present("initialization", initialization);
    Check.present("latentFamily", latentFamily);
    BigGanChecks.clamp(spectralNorm, sigmaLimit, sigmaRatio);
    Check.present("dtype", dtype);
  }

  /** The defaults of the public code's ImageNet scripts, with its smaller width. */
  public static BigGanGeneratorConfig defaults() {
    return new BigGanGeneratorConfig(
        64,
        false,
        1,
        120,
        true,
        true,
        128,
        List.of(),
        true,
        1,
        1,
        1e-6,
        1e-5,
        true,
        false,
        WeightInitialization.ORTHO,
        LatentFamily.NORMAL,
        true,
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

  /**
   * Latents of one part of a hierarchical network that is not deep.
   *
   * @param resolution of the images in pixels
   */
  public int chunkSize(int resolution) {
    return latentSize / BigGanArchitecture.generatorWidths(resolution).size();
  }

  /** Whether latents are cut into one part for the first layer and one for each block. */
  public boolean chunked() {
    return hierarchical && !deep;
  }

  /** The length of the shared embedding. */
  public int embeddingSize() {
    return sharedSize == null ? latentSize : sharedSize;
  }

  /**
   * The length of the latent vectors that are used.
   *
   * @param resolution of the images in pixels
   */
  public int effectiveLatentSize(int resolution) {
    return chunked()
        ? chunkSize(resolution) * BigGanArchitecture.generatorWidths(resolution).size()
        : latentSize;
  }

  @Override
  public boolean comparesImages() {
    return true;
  }

  @Override
  public boolean grows() {
    return false;
  }

  @Override
  public boolean synchronizesReplicas() {
    return bnSynchronized;
  }

  @Override
  public void checkShape(DatasetShape shape) {
    int resolution = shape.resolution();
    BigGanArchitecture.checkResolution(resolution);
    List<Integer> widths = BigGanArchitecture.generatorWidths(resolution);
    if (chunked() && chunkSize(resolution) < 1) {
      throw new ConfigException(
          "latentSize",
          "must be at least %d, one number for each part, got %d"
              .formatted(widths.size(), latentSize));
    }
    BigGanArchitecture.checkAttention(
        attention,
        BigGanArchitecture.generatorSizes(resolution),
        widths.stream().skip(1).map(width -> width * ch).toList());
    BigGanChecks.bottleneck(deep, widths.get(widths.size() - 1) * ch);
  }
}
