package io.progan.presets.config;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/** The checks that the records share. Each throws a {@link ConfigException} that names the key. */
final class Check {

  /** The largest image side that a dataset or a network may have. */
  static final int MAX_RESOLUTION = 4096;

  private Check() {}

  static void atLeast(String key, int value, int min) {
    if (value < min) {
      throw new ConfigException(key, "must be at least " + min + ", got " + value);
    }
  }

  /** Finite and not negative. */
  static void notNegative(String key, double value) {
    if (!(value >= 0) || Double.isInfinite(value)) {
      throw new ConfigException(key, "must be 0 or more, got " + text(value));
    }
  }

  /** Finite and above zero. */
  static void positive(String key, double value) {
    if (!(value > 0) || Double.isInfinite(value)) {
      throw new ConfigException(key, "must be above 0, got " + text(value));
    }
  }

  /** From 0 to below 1, as the weight of a moving average. */
  static void fraction(String key, double value) {
    if (!(value >= 0 && value < 1)) {
      throw new ConfigException(key, "must be at least 0 and below 1, got " + text(value));
    }
  }

  static void present(String key, Object value) {
    if (value == null) {
      throw new ConfigException(key, "must not be null");
    }
  }

  /** A power of two from 4 to {@link #MAX_RESOLUTION}. */
  static void resolution(String key, int value) {
    if (!isResolution(value)) {
      throw new ConfigException(
          key, "must be a power of two from 4 to " + MAX_RESOLUTION + ", got " + value);
    }
  }

  static void numChannels(String key, int value) {
    if (value != 1 && value != 3) {
      throw new ConfigException(key, "must be 1 (grey) or 3 (RGB), got " + value);
    }
  }

  /**
   * An unmodifiable copy, sorted by resolution, of a map from resolution to value.
   *
   * @param check called with the key's path and the value, for every entry
   */
  static <T> Map<Integer, T> byResolution(
      String key, Map<Integer, T> map, BiConsumer<String, T> check) {
    present(key, map);
    for (Map.Entry<Integer, T> entry : map.entrySet()) {
      String path = key + "." + entry.getKey();
      if (entry.getKey() == null || !isResolution(entry.getKey())) {
        throw new ConfigException(
            path, "the resolution must be a power of two from 4 to " + MAX_RESOLUTION);
      }
      present(path, entry.getValue());
      check.accept(path, entry.getValue());
    }
    return Collections.unmodifiableMap(new TreeMap<>(map));
  }

  private static boolean isResolution(int value) {
    return value >= 4 && value <= MAX_RESOLUTION && Integer.bitCount(value) == 1;
  }

  private static String text(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e9
        ? Long.toString((long) value)
        : Double.toString(value);
  }
}
