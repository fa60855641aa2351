package io.progan.metrics.swd;

import java.util.ArrayList;
import java.util.List;

/**
 * The constants of the sliced Wasserstein distance.
 *
 * @param patchSize side of the square patches in pixels, odd
 * @param patchesPerImage random patches of each picture and level
 * @param directionRepeats how often directions are drawn
 * @param directionsPerRepeat random directions of each draw
 * @param minimumResolution the coarsest level of the pyramid, in pixels
 */
public record SwdOptions(
    int patchSize,
    int patchesPerImage,
    int directionRepeats,
    int directionsPerRepeat,
    int minimumResolution) {

  /** Checks the ranges; throws {@link IllegalArgumentException} that names the wrong value. */
  public SwdOptions {
    if (patchSize < 1 || patchSize % 2 == 0) {
      throw new IllegalArgumentException("SWD's patches must be odd in size, not " + patchSize);
    }
    if (minimumResolution < patchSize) {
      throw new IllegalArgumentException(
          "SWD's smallest level of %d pixels has no room for patches of %d"
              .formatted(minimumResolution, patchSize));
    }
    requirePositive("patches per image", patchesPerImage);
    requirePositive("repeats", directionRepeats);
    requirePositive("directions per repeat", directionsPerRepeat);
  }

  private static void requirePositive(String name, int value) {
    if (value < 1) {
      throw new IllegalArgumentException("SWD's " + name + " must be at least 1, not " + value);
    }
  }

  /** 128 patches of 7x7 pixels, 4 x 128 directions, levels down to 16 pixels (section 5). */
  public static SwdOptions defaults() {
    return new SwdOptions(7, 128, 4, 128, 16);
  }

  /** The numbers of one descriptor: a patch in RGB. */
  public int components() {
    return 3 * patchSize * patchSize;
  }

  /**
   * The resolutions of the pyramid's levels, finest first.
   *
   * @param resolution height and width of the pictures
   * @throws IllegalArgumentException if it is below the minimum or cannot be halved down to it
   */
  public List<Integer> resolutions(int resolution) {
    if (resolution < minimumResolution) {
      throw new IllegalArgumentException(
          "SWD needs images of at least " + minimumResolution + " pixels, they have " + resolution);
    }
    List<Integer> levels = new ArrayList<>();
    for (int r = resolution; r >= minimumResolution; r /= 2) {
      levels.add(r);
      if (r % 2 != 0 && r / 2 >= minimumResolution) {
        throw new IllegalArgumentException(
            "SWD cannot halve images of " + resolution + " pixels below " + r);
      }
    }
    return List.copyOf(levels);
  }
}
