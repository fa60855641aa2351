package io.progan.metrics.classifier;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The sizes of a classifier. Its layers: two convolutions of 3x3 with padding, max pooling by 2,
 * two more, pooling, two without padding, pooling, a dense layer, softmax; leaky ReLU of slope 0.1
 * after each convolution.
 *
 * @param imageSize height and width of the pictures, at least 24
 * @param widths channels of the six convolutions
 * @param classes at least 2
 */
public record ClassifierShape(int imageSize, List<Integer> widths, int classes) {

  /** How many convolutions there are. */
  static final int CONVOLUTIONS = 6;

  static final int KERNEL = 3;

  private static final List<Integer> STANDARD_WIDTHS = List.of(32, 32, 55, 55, 96, 96);

  /** Below it nothing is left after the last pooling. */
  private static final int SMALLEST = 24;

  /** Checks the sizes; {@link IllegalArgumentException} says which one is wrong. */
  public ClassifierShape {
    widths = List.copyOf(widths);
    if (imageSize < SMALLEST) {
      throw new IllegalArgumentException(
          "pictures of %dx%d are too small, the classifier needs %d or more"
              .formatted(imageSize, imageSize, SMALLEST));
    }
    if (widths.size() != CONVOLUTIONS || widths.stream().anyMatch(width -> width < 1)) {
      throw new IllegalArgumentException("convolutions of widths " + widths + ", must be six");
    }
    if (classes < 2) {
      throw new IllegalArgumentException(classes + " classes, must be 2 or more");
    }
  }

  /** That of the reference: widths 32, 32, 55, 55, 96, 96; 187,249 numbers for ten digits. */
  public static ClassifierShape standard(int imageSize, int classes) {
    return new ClassifierShape(imageSize, STANDARD_WIDTHS, classes);
  }

  /** The numbers that enter the dense layer: channels, then rows, then columns. */
  int features() {
    int side = (imageSize / 2 / 2 - 2 * (KERNEL - 1)) / 2;
    return widths.get(CONVOLUTIONS - 1) * side * side;
  }

  /**
   * The arrays that a classifier consists of, in order: {@code conv0/weight} of shape {@code [kh,
   * kw, in, out]}, {@code conv0/bias}, and so on to {@code dense/weight} of shape {@code [features,
   * classes]} and {@code dense/bias}.
   */
  public Map<String, int[]> arrays() {
    Map<String, int[]> arrays = new LinkedHashMap<>();
    int in = 1;
    for (int i = 0; i < CONVOLUTIONS; i++) {
      int out = widths.get(i);
      arrays.put(weight(convolution(i)), new int[] {KERNEL, KERNEL, in, out});
      arrays.put(bias(convolution(i)), new int[] {out});
      in = out;
    }
    arrays.put(weight(DENSE), new int[] {features(), classes});
    arrays.put(bias(DENSE), new int[] {classes});
    return arrays;
  }

  /** The number of trained numbers. */
  public long parameters() {
    return arrays().values().stream().mapToLong(ClassifierShape::product).sum();
  }

  private static long product(int... shape) {
    long product = 1;
    for (int n : shape) {
      product *= n;
    }
    return product;
  }

  static final String DENSE = "dense";

  static String convolution(int index) {
    return "conv" + index;
  }

  static String weight(String layer) {
    return layer + "/weight";
  }

  static String bias(String layer) {
    return layer + "/bias";
  }
}
