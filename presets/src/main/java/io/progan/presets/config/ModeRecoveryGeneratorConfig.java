package io.progan.presets.config;

/**
 * The generator of the mode recovery experiment: one convolution for each doubling of the
 * resolution, and tanh at the end.
 *
 * @param fmapBase multiplier of the number of feature maps
 * @param fmapMax most feature maps of any layer
 * @param latentSize length of a latent vector; null for the feature maps of stage 0
 * @param normalizeLatents whether latents are pixel-normalised first
 * @param useWscale equalized learning rate
 * @param measureWscale whether the scale is measured from the weights as they were drawn
 * @param usePixelnorm pixel norm after each convolution
 * @param useBatchnorm batch norm after each convolution, in place of its bias
 * @param progressive whether it grows; else there is only the full resolution
 * @param dtype number format of the computation
 */
public record ModeRecoveryGeneratorConfig(
    int fmapBase,
    int fmapMax,
    Integer latentSize,
    boolean normalizeLatents,
    boolean useWscale,
    boolean measureWscale,
    boolean usePixelnorm,
    boolean useBatchnorm,
    boolean progressive,
    Dtype dtype)
    implements GeneratorConfig {

  /** The kind's name in JSON. */
  public static final String KIND = "mode-recovery";

  /** Checks every value. */
  public ModeRecoveryGeneratorConfig {
    FeatureMaps.check(fmapBase, 1, fmapMax);
    if (latentSize != null) {
      Check.atLeast("latentSize", latentSize, 1);
    }
    Check.present("dtype", dtype);
  }

  /** The defaults of the Theano version: batch norm, and no growth. */
  public static ModeRecoveryGeneratorConfig defaults() {
    return new ModeRecoveryGeneratorConfig(
        64, 256, 64, true, false, true, false, true, false, Dtype.FLOAT32);
  }

  @Override
  public Rounding rounding() {
    return Rounding.FUSED;
  }

  @Override
  public String kind() {
    return KIND;
  }

  /** Feature maps of a stage: {@code min(floor(fmapBase / 2^stage), fmapMax)}. */
  public int featureMaps(int stage) {
    return FeatureMaps.count(fmapBase, 1, fmapMax, stage);
  }

  /** The length of a latent vector. */
  public int effectiveLatentSize() {
    return latentSize == null ? featureMaps(0) : latentSize;
  }

  @Override
  public boolean comparesImages() {
    return useBatchnorm;
  }

  @Override
  public boolean synchronizesReplicas() {
    return false;
  }

  @Override
  public boolean grows() {
    return progressive;
  }

  @Override
  public void checkShape(DatasetShape shape) {
    FeatureMaps.checkShape(featureMaps(shape.resolutionLog2() - 2), shape, "use a larger fmapBase");
    FeatureMaps.checkUnlabelled(KIND, shape);
  }
}
