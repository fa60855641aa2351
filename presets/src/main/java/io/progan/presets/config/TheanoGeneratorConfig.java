package io.progan.presets.config;

/**
 * The generator of the Theano version, which the paper's own experiments were run with. It grows
 * progressively; labels follow the latents after these are normalised.
 *
 * @param fmapBase overall multiplier of the number of feature maps
 * @param fmapDecay log2 of the factor by which feature maps get fewer when the resolution doubles
 * @param fmapMax most feature maps of any layer
 * @param latentSize length of a latent vector; null for the feature maps of stage 0
 * @param normalizeLatents whether latents are pixel-normalised first
 * @param useWscale equalized learning rate
 * @param measureWscale whether the scale is measured from the weights as they were drawn, else it
 *     is the constant of He initialisation
 * @param usePixelnorm pixel norm after each convolution
 * @param useLeakyrelu leaky ReLU with slope 0.2; otherwise ReLU
 * @param useBatchnorm batch norm after each convolution, in place of its bias
 * @param tanhAtEnd images are this times the tanh of what the network gives; null for no tanh
 * @param dtype number format of the computation
 */
public record TheanoGeneratorConfig(
    int fmapBase,
    double fmapDecay,
    int fmapMax,
    Integer latentSize,
    boolean normalizeLatents,
    boolean useWscale,
    boolean measureWscale,
    boolean usePixelnorm,
    boolean useLeakyrelu,
    boolean useBatchnorm,
    Double tanhAtEnd,
    Dtype dtype)
    implements GeneratorConfig {

  /** The kind's name in JSON. */
  public static final String KIND = "theano";

  /** Checks every value. */
  public TheanoGeneratorConfig {
    FeatureMaps.check(fmapBase, fmapDecay, fmapMax);
    if (latentSize != null) {
      Check.atLeast("latentSize", latentSize, 1);
    }
    if (tanhAtEnd != null) {
      Check.positive("tanhAtEnd", tanhAtEnd);
    }
    Check.present("dtype", dtype);
  }

  /** The defaults of the Theano version's configuration. */
  public static TheanoGeneratorConfig defaults() {
    return new TheanoGeneratorConfig(
        8192, 1.0, 512, 512, true, true, true, true, true, false, null, Dtype.FLOAT32);
  }

  @Override
  public Rounding rounding() {
    return Rounding.FUSED;
  }

  @Override
  public String kind() {
    return KIND;
  }

  /** Feature maps of a stage: {@code min(floor(fmapBase / 2^(stage * fmapDecay)), fmapMax)}. */
  public int featureMaps(int stage) {
    return FeatureMaps.count(fmapBase, fmapDecay, fmapMax, stage);
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
    return true;
  }

  @Override
  public void checkShape(DatasetShape shape) {
    FeatureMaps.checkShape(featureMaps(shape.resolutionLog2() - 1), shape);
  }
}
