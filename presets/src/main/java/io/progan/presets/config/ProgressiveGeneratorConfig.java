package io.progan.presets.config;

import java.util.Map;

/**
 * The generator that grows progressively.
 *
 * @param fmapBase overall multiplier of the number of feature maps
 * @param fmapDecay log2 of the factor by which feature maps get fewer when the resolution doubles
 * @param fmapMax most feature maps of any layer
 * @param latentSize length of a latent vector; null for the feature maps of stage 0
 * @param normalizeLatents whether latents are pixel-normalised first
 * @param useWscale equalized learning rate
 * @param usePixelnorm pixel norm after each convolution
 * @param pixelnormEpsilon what pixel norm adds below its root
 * @param useLeakyrelu leaky ReLU with slope 0.2; otherwise ReLU
 * @param fusedScale whether up-scaling and convolution are one operation
 * @param dtype number format of the computation
 * @param rounding when a half format rounds
 */
public record ProgressiveGeneratorConfig(
    int fmapBase,
    double fmapDecay,
    int fmapMax,
    Integer latentSize,
    boolean normalizeLatents,
    boolean useWscale,
    boolean usePixelnorm,
    double pixelnormEpsilon,
    boolean useLeakyrelu,
    boolean fusedScale,
    Dtype dtype,
    Rounding rounding)
    implements GeneratorConfig {

  /** The kind's name in JSON. */
  public static final String KIND = "progressive";

  /** The epsilon of pixel norm in float16, where the usual one of 1e-8 is 0. */
  public static final double HALF_EPSILON = 1e-4;

  /** Checks every value. */
  public ProgressiveGeneratorConfig {
    FeatureMaps.check(fmapBase, fmapDecay, fmapMax);
    if (latentSize != null) {
      Check.atLeast("latentSize", latentSize, 1);
    }
    Check.positive("pixelnormEpsilon", pixelnormEpsilon);
    Check.present("dtype", dtype);
    Check.present("rounding", rounding);
    if ((usePixelnorm || normalizeLatents) && dtype.round(pixelnormEpsilon) == 0) {
      throw new ConfigException(
          "pixelnormEpsilon",
          "is %s, which is 0 in %s; use %s"
              .formatted(pixelnormEpsilon, dtype.jsonName(), HALF_EPSILON));
    }
  }

  /** The official defaults. */
  public static ProgressiveGeneratorConfig defaults() {
    return new ProgressiveGeneratorConfig(
        8192, 1.0, 512, null, true, true, true, 1e-8, true, true, Dtype.FLOAT32, Rounding.FUSED);
  }

  /**
   * A configuration as one of this kind.
   *
   * @throws ConfigException if it is of another
   */
  public static ProgressiveGeneratorConfig of(GeneratorConfig config) {
    return Kinds.expect("generator", ProgressiveGeneratorConfig.class, KIND, config);
  }

  @Override
  public String kind() {
    return KIND;
  }

  /** An epsilon of pixel norm that would be 0 becomes {@link #HALF_EPSILON}. */
  ProgressiveGeneratorConfig withDtype(Dtype other) {
    boolean lost = other.round(pixelnormEpsilon) == 0;
    return ConfigJson.with(
        this,
        Map.of(
            "dtype", other.jsonName(), "pixelnormEpsilon", lost ? HALF_EPSILON : pixelnormEpsilon));
  }

  /** Feature maps of a stage: {@code min(floor(fmapBase / 2^(stage * fmapDecay)), fmapMax)}. */
  public int featureMaps(int stage) {
    return FeatureMaps.count(fmapBase, fmapDecay, fmapMax, stage);
  }

  /** The length of a latent vector: {@code latentSize}, or else the feature maps of stage 0. */
  public int effectiveLatentSize() {
    return latentSize == null ? featureMaps(0) : latentSize;
  }

  @Override
  public boolean comparesImages() {
    return false;
  }

  @Override
  public boolean synchronizesReplicas() {
    return false;
  }

  @Override
  public boolean grows() {
    return true;
  }

  @Override
  public void checkShape(DatasetShape shape) {
    FeatureMaps.checkShape(featureMaps(shape.resolutionLog2() - 1), shape);
  }
}
