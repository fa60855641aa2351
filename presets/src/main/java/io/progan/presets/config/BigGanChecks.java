package io.progan.presets.config;

import java.util.List;

/** The checks that both of BigGAN's networks share. */
final class BigGanChecks {

  private BigGanChecks() {}

  /** A deep network has a block that keeps the resolution before the one that changes it. */
  static void depth(boolean deep, int depth) {
    if (deep && depth < 2) {
      throw new ConfigException("depth", "must be at least 2 for a deep network, got " + depth);
    }
    if (!deep && depth != 1) {
      throw new ConfigException("depth", "must be 1 unless deep is true, got " + depth);
    }
  }

  static List<Integer> attention(List<Integer> sizes) {
    Check.present("attention", sizes);
    for (Integer size : sizes) {
      if (size == null || size < BigGanArchitecture.COARSEST || Integer.bitCount(size) != 1) {
        throw new ConfigException(
            "attention", "must be sizes in pixels, powers of two from 4 on, got " + sizes);
      }
    }
    if (sizes.stream().distinct().count() < sizes.size()) {
      throw new ConfigException("attention", "names a size twice: " + sizes);
    }
    return List.copyOf(sizes);
  }

  static void clamp(boolean spectralNorm, Double limit, Double ratio) {
    if (limit != null) {
      Check.positive("sigmaLimit", limit);
    }
    if (ratio != null) {
      if (!(ratio >= 1)) {
        throw new ConfigException("sigmaRatio", "must be at least 1, got " + ratio);
      }
      if (limit != null) {
        throw new ConfigException("sigmaRatio", "goes without sigmaLimit; use one of them");
      }
    }
    if (!spectralNorm && (limit != null || ratio != null)) {
      throw new ConfigException(
          limit != null ? "sigmaLimit" : "sigmaRatio", "needs spectralNorm, which is false");
    }
  }

  /** A quarter of the maps is the width of a bottleneck. */
  static void bottleneck(boolean deep, int maps) {
    if (deep && maps < 4) {
      throw new ConfigException("ch", "leaves less than 4 feature maps in a deep block");
    }
  }
}
