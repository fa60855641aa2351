package io.progan.presets.config;

/**
 * The discriminator network.
 *
 * @param fmapBase overall multiplier of the number of feature maps
 * @param fmapDecay log2 of the factor by which feature maps get fewer when the resolution doubles
 * @param fmapMax most feature maps of any layer
 * @param useWscale equalized learning rate
 * @param mbstdGroupSize images in a group of the minibatch standard deviation; 0 and 1 turn it off
 * @param fusedScale whether convolution and down-scaling are one operation
 * @param dtype number format of the computation
 */
public record DiscriminatorConfig(
    int fmapBase,
    double fmapDecay,
    int fmapMax,
    boolean useWscale,
    int mbstdGroupSize,
    boolean fusedScale,
    Dtype dtype) {

  /** Checks every value. */
  public DiscriminatorConfig {
    FeatureMaps.check(fmapBase, fmapDecay, fmapMax);
    Check.atLeast("mbstdGroupSize", mbstdGroupSize, 0);
    Check.present("dtype", dtype);
  }

  /** The official defaults. */
  public static DiscriminatorConfig defaults() {
    return new DiscriminatorConfig(8192, 1.0, 512, true, 4, true, Dtype.FLOAT32);
  }

  /** Feature maps of a stage: {@code min(floor(fmapBase / 2^(stage * fmapDecay)), fmapMax)}. */
  public int featureMaps(int stage) {
    return FeatureMaps.count(fmapBase, fmapDecay, fmapMax, stage);
  }
}
