package io.progan.presets.config;

/**
 * The discriminator of the Theano version, which the paper's own experiments were run with.
 *
 * @param fmapBase overall multiplier of the number of feature maps
 * @param fmapDecay log2 of the factor by which feature maps get fewer when the resolution doubles
 * @param fmapMax most feature maps of any layer
 * @param useWscale equalized learning rate
 * @param measureWscale whether the scale is measured from the weights as they were drawn, else it
 *     is the constant of He initialisation
 * @param mbstatAvg how the minibatch statistics are averaged
 * @param mbdiscKernels kernels of the minibatch discrimination; null for none
 * @param useLayernorm layer norm after each convolution but those from RGB
 * @param useGdrop generalized dropout before each convolution but those from RGB
 * @param gdropMode what the dropout does
 * @param gdropNormalize whether the factors of an image are scaled to a root mean square of 1
 * @param gdropCoef factor of the dropout's strength; 0 keeps it at 0
 * @param gdropBeta decay of the average of D's loss that the strength follows
 * @param gdropLim what the average must exceed
 * @param gdropExp exponent of the excess
 * @param dtype number format of the computation
 */
public record TheanoDiscriminatorConfig(
    int fmapBase,
    double fmapDecay,
    int fmapMax,
    boolean useWscale,
    boolean measureWscale,
    MinibatchAveraging mbstatAvg,
    Integer mbdiscKernels,
    boolean useLayernorm,
    boolean useGdrop,
    DropoutMode gdropMode,
    boolean gdropNormalize,
    double gdropCoef,
    double gdropBeta,
    double gdropLim,
    double gdropExp,
    Dtype dtype)
    implements DiscriminatorConfig {

  /** The kind's name in JSON. */
  public static final String KIND = "theano";

  /** Checks every value. */
  public TheanoDiscriminatorConfig {
    FeatureMaps.check(fmapBase, fmapDecay, fmapMax);
    Check.present("mbstatAvg", mbstatAvg);
    if (mbdiscKernels != null) {
      Check.atLeast("mbdiscKernels", mbdiscKernels, 1);
    }
    Check.present("gdropMode", gdropMode);
    Check.notNegative("gdropCoef", gdropCoef);
    Check.fraction("gdropBeta", gdropBeta);
    Check.notNegative("gdropLim", gdropLim);
    Check.positive("gdropExp", gdropExp);
    double most = gdropCoef * Math.pow(Math.max(1 - gdropLim, 0), gdropExp);
    if (useGdrop && gdropMode == DropoutMode.DROP && most >= 1) {
      throw new ConfigException(
          "gdropCoef",
          "lets the strength reach %s, but with gdropMode drop it must stay below 1"
              .formatted(most));
    }
    Check.present("dtype", dtype);
  }

  /** The defaults of the Theano version's configuration. */
  public static TheanoDiscriminatorConfig defaults() {
    return new TheanoDiscriminatorConfig(
        8192,
        1.0,
        512,
        true,
        true,
        MinibatchAveraging.ALL,
        null,
        false,
        false,
        DropoutMode.PROP,
        false,
        0.2,
        0.9,
        0.5,
        2,
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

  /** Feature maps of a stage: {@code min(floor(fmapBase / 2^(stage * fmapDecay)), fmapMax)}. */
  public int featureMaps(int stage) {
    return FeatureMaps.count(fmapBase, fmapDecay, fmapMax, stage);
  }

  @Override
  public int independentGroup(int minibatch) {
    boolean compares = !mbstatAvg.equals(MinibatchAveraging.OFF) || mbdiscKernels != null;
    return compares ? minibatch : 1;
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
    mbstatAvg.checkMaps(featureMaps(1));
  }
}
