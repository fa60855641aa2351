package io.progan.metrics.classifier;

import io.progan.dataset.numpy.NpyArray;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Classifiers for tests. */
public final class TestClassifier {

  private TestClassifier() {}

  /** Random weights of a narrow classifier of 32x32 pictures in ten classes. */
  public static ClassifierWeights weights() {
    ClassifierShape shape = new ClassifierShape(32, List.of(2, 2, 2, 2, 3, 3), 10);
    Random random = new Random(1);
    Map<String, NpyArray> arrays = new HashMap<>();
    shape
        .arrays()
        .forEach(
            (name, sizes) -> {
              float[] values = new float[Arrays.stream(sizes).reduce(1, (a, b) -> a * b)];
              for (int i = 0; i < values.length; i++) {
                values[i] = (float) random.nextGaussian() * 0.5f;
              }
              arrays.put(name, NpyArray.of(values, sizes));
            });
    return new ClassifierWeights(32, List.of(), arrays);
  }

  /**
   * A classifier that sees brightness: a picture of 32x32 pixels that are all {@code 20 class + 10}
   * is of that class, 0 to 9.
   */
  public static ClassifierWeights ofBrightness() {
    ClassifierShape shape = new ClassifierShape(32, Collections.nCopies(6, 1), 10);
    Map<String, NpyArray> arrays = new HashMap<>();
    shape.arrays().forEach((name, sizes) -> arrays.put(name, passOn(sizes)));
    // Class c is likeliest where c^2 - 2 c (b - 10) / 20 is smallest, b being the brightness.
    float[] weight = new float[shape.features() * 10];
    float[] bias = new float[10];
    for (int c = 0; c < 10; c++) {
      weight[c] = 2 * c / 20f;
      bias[c] = -c * c - c;
    }
    arrays.put("dense/weight", NpyArray.of(weight, shape.features(), 10));
    arrays.put("dense/bias", NpyArray.of(bias, 10));
    return new ClassifierWeights(32, List.of(), arrays);
  }

  /** A kernel that is 1 in its middle, or biases of 0. */
  private static NpyArray passOn(int... sizes) {
    float[] values = new float[Arrays.stream(sizes).reduce(1, (a, b) -> a * b)];
    if (sizes.length == 4) {
      values[4] = 1;
    }
    return NpyArray.of(values, sizes);
  }

  /** The channels of stacked pictures: each pixel shows the class, in the order of the classes. */
  public static byte[] pictures(int... classes) {
    List<byte[]> planes = new ArrayList<>();
    for (int c : classes) {
      byte[] plane = new byte[32 * 32];
      Arrays.fill(plane, (byte) (20 * c + 10));
      planes.add(plane);
    }
    byte[] all = new byte[planes.size() * 32 * 32];
    for (int i = 0; i < planes.size(); i++) {
      System.arraycopy(planes.get(i), 0, all, i * 32 * 32, 32 * 32);
    }
    return all;
  }
}
