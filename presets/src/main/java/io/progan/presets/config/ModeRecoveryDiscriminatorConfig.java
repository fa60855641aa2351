package io.progan.presets.config;

/**
 * The discriminator of the mode recovery experiment: one convolution for each halving of the
 * resolution, with few feature maps.
 *
 * @param fmapBase multiplier of the number of feature maps
 * @param fmapMax most feature maps of any layer
 * @param fmapDivisor what the number of feature maps is divided by: the paper's K/4 is 4, K/2 is 2
 * @param useWscale equalized learning rate
 * @param measureWscale whether the scale is measured from the weights as they were drawn
 * @param useBatchnorm batch norm after each convolution, in place of its bias
 * @param mbstatAvg how the minibatch statistics before the last layer are averaged
 * @param progressive whether it grows; else there is only the full resolution
 * @param dtype number format of the computation
 */
public record ModeRecoveryDiscriminatorConfig(
    int fmapBase,
    int fmapMax,
    int fmapDivisor,
    boolean useWscale,
    boolean measureWscale,
    boolean useBatchnorm,
    MinibatchAveraging mbstatAvg,
    boolean progressive,
    Dtype dtype)
    implements DiscriminatorConfig {

  /** The kind's name in JSON. */
  public static final String KIND = "mode-recovery";

  /** Checks every value. */
  public ModeRecoveryDiscriminatorConfig {
    FeatureMaps.check(fmapBase, 1, fmapMax);
    Check.atLeast("fmapDivisor", fmapDivisor, 1);
    Check.present("mbstatAvg", mbstatAvg);
    Check.present("dtype", dtype);
  }

  /** The defaults of the Theano version: a quarter of the feature maps, batch norm, no growth. */
  public static ModeRecoveryDiscriminatorConfig defaults() {
    return new ModeRecoveryDiscriminatorConfig(
        64, 256, 4, false, true, true, MinibatchAveraging.OFF, false, Dtype.FLOAT32);
  }

  @Override
  public Rounding rounding() {
    return Rounding.FUSED;
  }

  @Override
  public String kind() {
    return KIND;
  }

  /** Feature maps of a stage: {@code min(floor(fmapBase / 2^stage), fmapMax) / fmapDivisor}. */
  public int featureMaps(int stage) {
    return FeatureMaps.count(fmapBase, 1, fmapMax, stage) / fmapDivisor;
  }

  @Override
  public int independentGroup(int minibatch) {
    return useBatchnorm || !mbstatAvg.equals(MinibatchAveraging.OFF) ? minibatch : 1;
  }

  @Override
  public boolean givesLogits() {
    return true;
  }

  @Override
  public boolean grows() {
    return progressive;
  }

  @Override
  public void checkShape(DatasetShape shape) {
    int stage = shape.resolutionLog2() - 2;
    int undivided = FeatureMaps.count(fmapBase, 1, fmapMax, stage);
    FeatureMaps.checkShape(undivided, shape, "use a larger fmapBase");
    if (undivided < fmapDivisor) {
      throw new ConfigException(
          "fmapDivisor",
          "is %d, but there are %d feature maps to divide at %dx%d; use at most that"
              .formatted(fmapDivisor, undivided, shape.resolution(), shape.resolution()));
    }
    FeatureMaps.checkUnlabelled(KIND, shape);
    mbstatAvg.checkMaps(featureMaps(1));
  }
}
