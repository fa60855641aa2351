package io.progan.presets.config;

/** How many feature maps a network has, by stage. */
final class FeatureMaps {

  private FeatureMaps() {}

  static void check(int fmapBase, double fmapDecay, int fmapMax) {
    Check.atLeast("fmapBase", fmapBase, 1);
    Check.notNegative("fmapDecay", fmapDecay);
    Check.atLeast("fmapMax", fmapMax, 1);
  }

  /**
   * Checks that the resolution of the dataset has feature maps.
   *
   * @param fewest feature maps there
   */
  static void checkShape(int fewest, DatasetShape shape) {
    checkShape(fewest, shape, "use a larger fmapBase or a smaller fmapDecay");
  }

  /** The same with advice for a kind of other keys. */
  static void checkShape(int fewest, DatasetShape shape, String advice) {
    if (fewest < 1) {
      throw new ConfigException(
          "fmapBase",
          "leaves no feature map at %dx%d; %s"
              .formatted(shape.resolution(), shape.resolution(), advice));
    }
  }

  /**
   * Checks that images have no labels.
   *
   * @param kind of network, which knows none
   */
  static void checkUnlabelled(String kind, DatasetShape shape) {
    if (shape.labelSize() > 0) {
      throw new ConfigException(
          Kinded.KEY,
          "%s knows no labels, but the images have labels of %d; use dataset.maxLabelSize=0"
              .formatted(kind, shape.labelSize()));
    }
  }

  /** {@code min(floor(fmapBase / 2^(stage * fmapDecay)), fmapMax)}. */
  static int count(int fmapBase, double fmapDecay, int fmapMax, int stage) {
    return (int) Math.min(Math.floor(fmapBase / Math.pow(2.0, stage * fmapDecay)), fmapMax);
  }
}
