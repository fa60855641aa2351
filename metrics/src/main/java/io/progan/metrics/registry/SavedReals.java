package io.progan.metrics.registry;

import java.util.Map;

/**
 * What a metric knows of the reals, to be kept on disk. Arrays are shared, not copied.
 *
 * @param row the values of the Reals row
 * @param arrays double precision arrays by name, of any length
 * @param features single precision arrays by name, of any length
 */
public record SavedReals(
    double[] row, Map<String, double[]> arrays, Map<String, float[]> features) {

  /** Only the values of the row: for metrics that look at one set alone. */
  public static SavedReals ofRow(double[] row) {
    return new SavedReals(row, Map.of(), Map.of());
  }

  double[] array(String name) {
    return present(name, arrays.get(name));
  }

  float[] features(String name) {
    return present(name, features.get(name));
  }

  private static <T> T present(String name, T array) {
    if (array == null) {
      throw new IllegalArgumentException("saved statistics have no '" + name + "'");
    }
    return array;
  }
}
