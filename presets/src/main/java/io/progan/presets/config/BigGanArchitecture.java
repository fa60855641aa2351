package io.progan.presets.config;

import java.util.ArrayList;
import java.util.List;

/**
 * How wide BigGAN's networks are at each resolution, in multiples of the width multiplier (Brock et
 * al., "Large Scale GAN Training for High Fidelity Natural Image Synthesis", appendix B).
 */
public final class BigGanArchitecture {

  /** The smallest images that there are networks for, in pixels. */
  public static final int SMALLEST = 32;

  /** The largest. */
  public static final int LARGEST = 512;

  /** The side of the first feature maps of a generator and the last ones of a discriminator. */
  public static final int COARSEST = 4;

  private BigGanArchitecture() {}

  /** The generator's widths from 4x4 pixels on: one more than there are doublings. */
  public static List<Integer> generatorWidths(int resolution) {
    return switch (resolution) {
      case 32 -> List.of(4, 4, 4, 4);
      case 64 -> List.of(16, 16, 8, 4, 2);
      case 128 -> List.of(16, 16, 8, 4, 2, 1);
      case 256 -> List.of(16, 16, 8, 8, 4, 2, 1);
      case 512 -> List.of(16, 16, 8, 8, 4, 2, 1, 1);
      default -> throw unknown(resolution);
    };
  }

  /** The widths that the discriminator's blocks give out, from full resolution on. */
  public static List<Integer> discriminatorWidths(int resolution) {
    return switch (resolution) {
      case 32 -> List.of(4, 4, 4, 4);
      case 64 -> List.of(1, 2, 4, 8, 16);
      case 128 -> List.of(1, 2, 4, 8, 16, 16);
      case 256 -> List.of(1, 2, 4, 8, 8, 16, 16);
      case 512 -> List.of(1, 1, 2, 4, 8, 8, 16, 16);
      default -> throw unknown(resolution);
    };
  }

  /** How many blocks of the discriminator halve the image, the first ones. */
  public static int halvings(int resolution) {
    return resolution == SMALLEST ? 2 : discriminatorWidths(resolution).size() - 1;
  }

  /** The sizes in pixels that the generator's stages give out. */
  static List<Integer> generatorSizes(int resolution) {
    List<Integer> sizes = new ArrayList<>();
    for (int size = 2 * COARSEST; size <= resolution; size *= 2) {
      sizes.add(size);
    }
    return sizes;
  }

  /**
   * The sizes in pixels that the discriminator's stages give out.
   *
   * @param stages how many there are
   */
  static List<Integer> discriminatorSizes(int resolution, int stages) {
    List<Integer> sizes = new ArrayList<>();
    int size = resolution;
    for (int i = 0; i < stages; i++) {
      size = i < halvings(resolution) ? size / 2 : size;
      sizes.add(size);
    }
    return sizes;
  }

  /** Checks that there are networks for images of that size. */
  static void checkResolution(int resolution) {
    if (resolution < SMALLEST || resolution > LARGEST) {
      throw new ConfigException(
          Kinded.KEY,
          "biggan is made for images of %d to %d pixels, but those of the dataset have %d"
              .formatted(SMALLEST, LARGEST, resolution));
    }
  }

  /**
   * Checks where attention is wanted.
   *
   * @param attention sizes in pixels
   * @param sizes that stages give out
   * @param maps feature maps of each stage
   */
  static void checkAttention(List<Integer> attention, List<Integer> sizes, List<Integer> maps) {
    for (int size : attention) {
      int stage = sizes.indexOf(size);
      if (stage < 0) {
        throw new ConfigException(
            "attention", "no block gives out %d pixels; they give out %s".formatted(size, sizes));
      }
      if (maps.get(stage) < 8) {
        throw new ConfigException(
            "attention",
            "needs 8 feature maps or more, but there are %d at %d pixels; use a larger ch"
                .formatted(maps.get(stage), size));
      }
    }
  }

  private static ConfigException unknown(int resolution) {
    return new ConfigException(Kinded.KEY, "there is no biggan for " + resolution + " pixels");
  }
}
