package io.progan.presets.config;

/**
 * The discriminator that grows progressively.
 *
 * @param fmapBase overall multiplier of the number of feature maps
 * @param fmapDecay log2 of the factor by which feature maps get fewer when the resolution doubles
 * @param fmapMax most feature maps of any layer
 * @param useWscale equalized learning rate
 * @param mbstdGroupSize images in a group of the minibatch standard deviation; 0 and 1 turn it off
 * @param fusedScale whether convolution and down-scaling are one operation
 * @param dtype number format of the computation
 * @param rounding when a half format rounds
 */
public record ProgressiveDiscriminatorConfig(
    int fmapBase,
    double fmapDecay,
    int fmapMax,
    boolean useWscale,
    int mbstdGroupSize,
    boolean fusedScale,
    Dtype dtype,
    Rounding rounding)
    implements DiscriminatorConfig {

  /** The kind's name in JSON. */
  public static final String KIND = "progressive";

  /** Checks every value. */
  public ProgressiveDiscriminatorConfig {
    FeatureMaps.check(fmapBase, fmapDecay, fmapMax);
    Check.atLeast("mbstdGroupSize", mbstdGroupSize, 0);
    Check.present("dtype", dtype);
    Check.present("rounding", rounding);
  }

  /** The official defaults. */
  public static ProgressiveDiscriminatorConfig defaults() {
    return new ProgressiveDiscriminatorConfig(
        8192, 1.0, 512, true, 4, true, Dtype.FLOAT32, Rounding.FUSED);
  }

  /**
   * A configuration as one of this kind.
   *
   * @throws ConfigException if it is of another
   */
  public static ProgressiveDiscriminatorConfig of(DiscriminatorConfig config) {
    return Kinds.expect("discriminator", ProgressiveDiscriminatorConfig.class, KIND, config);
  }

  @Override
  public String kind() {
    return KIND;
  }

  /** Feature maps of a stage: {@code min(floor(fmapBase / 2^(stage * fmapDecay)), fmapMax)}. */
  public int featureMaps(int stage) {
    return FeatureMaps.count(fmapBase, fmapDecay, fmapMax, stage);
  }

  @Override
  public int independentGroup(int minibatch) {
    return MinibatchGroups.size(mbstdGroupSize, minibatch);
  }

  @Override
  public boolean givesLogits() {
    return true;
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
