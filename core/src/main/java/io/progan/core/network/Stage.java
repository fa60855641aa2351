package io.progan.core.network;

/**
 * How far the networks have grown.
 *
 * @param resolutionLog2 the logarithm of the current resolution to base 2; at least 2
 * @param fading whether the layers of this resolution are being faded in, so that the resolution
 *     below still contributes
 */
public record Stage(int resolutionLog2, boolean fading) {

  /** Checks that there is a resolution below when fading. */
  public Stage {
    if (resolutionLog2 < (fading ? 3 : 2)) {
      throw new IllegalArgumentException("no stage at 2^" + resolutionLog2 + " pixels");
    }
  }

  /**
   * The stage of a level of detail.
   *
   * @param lod level of detail, 0 at full resolution
   * @param fullResolutionLog2 the logarithm of the full resolution
   */
  public static Stage at(double lod, int fullResolutionLog2) {
    int whole = (int) Math.floor(lod);
    return new Stage(fullResolutionLog2 - whole, lod > whole);
  }

  /** The weight of the resolution below: the fractional part of the level of detail. */
  public static double fade(double lod) {
    return lod - Math.floor(lod);
  }

  /** The current resolution in pixels. */
  public int resolution() {
    return 1 << resolutionLog2;
  }
}
