package io.progan.presets.config;

/**
 * What the networks must know about a dataset.
 *
 * @param resolution image side in pixels, a power of two from 4 to 4096
 * @param numChannels 1 (grey) or 3 (RGB)
 * @param labelSize label components in use; 0 for no labels
 */
public record DatasetShape(int resolution, int numChannels, int labelSize) {

  /** Checks every value. */
  public DatasetShape {
    Check.resolution("resolution", resolution);
    Check.numChannels("numChannels", numChannels);
    Check.atLeast("labelSize", labelSize, 0);
  }

  /** The logarithm of the resolution to base 2: 10 for 1024. */
  public int resolutionLog2() {
    return Integer.numberOfTrailingZeros(resolution);
  }
}
