package io.progan.metrics.classifier;

import io.progan.dataset.numpy.RandomState;

/**
 * Small changes to training pictures that leave their class as it is: a picture is shifted, turned
 * and resized about its middle by random amounts, with bilinear filtering; what comes from outside
 * is black.
 *
 * @param shift largest shift to each side, as a part of the picture's size
 * @param degrees largest turn to each side
 * @param scale largest change of size, 0.1 for one tenth
 */
record Augmentation(double shift, double degrees, double scale) {

  /** Pictures as they are. */
  static final Augmentation NONE = new Augmentation(0, 0, 0);

  /** Two pixels of 32, 10 degrees, one tenth. */
  static final Augmentation SMALL = new Augmentation(1.0 / 16, 10, 0.1);

  /**
   * A changed picture.
   *
   * @param random gives four numbers, unless nothing is changed
   * @param factor that the values are multiplied by
   * @param into gets {@code size * size} values from {@code at} on
   */
  void apply(
      LabelledPictures pictures,
      int picture,
      RandomState random,
      float factor,
      float[] into,
      int at) {
    int size = pictures.size();
    if (equals(NONE)) {
      float[] values = pictures.values(picture, 1);
      for (int i = 0; i < values.length; i++) {
        into[at + i] = values[i] * factor;
      }
      return;
    }
    double right = within(shift, random) * size;
    double down = within(shift, random) * size;
    double angle = Math.toRadians(within(degrees, random));
    double larger = Math.exp(within(scale, random));
    double cos = Math.cos(angle) / larger;
    double sin = Math.sin(angle) / larger;
    double middle = (size - 1) / 2.0;
    for (int y = 0; y < size; y++) {
      for (int x = 0; x < size; x++) {
        double column = cos * (x - middle) - sin * (y - middle) + middle + right;
        double row = sin * (x - middle) + cos * (y - middle) + middle + down;
        into[at + y * size + x] = (float) (bilinear(pictures, picture, row, column) * factor);
      }
    }
  }

  private static double within(double most, RandomState random) {
    return (random.rand() * 2 - 1) * most;
  }

  private static double bilinear(
      LabelledPictures pictures, int picture, double row, double column) {
    int y = (int) Math.floor(row);
    int x = (int) Math.floor(column);
    double below = row - y;
    double right = column - x;
    double above =
        between(pixel(pictures, picture, y, x), pixel(pictures, picture, y, x + 1), right);
    double under =
        between(pixel(pictures, picture, y + 1, x), pixel(pictures, picture, y + 1, x + 1), right);
    return between(above, under, below);
  }

  private static double between(double a, double b, double part) {
    return a + (b - a) * part;
  }

  private static int pixel(LabelledPictures pictures, int picture, int y, int x) {
    int size = pictures.size();
    boolean inside = y >= 0 && x >= 0 && y < size && x < size;
    return inside ? pictures.pixels()[(picture * size + y) * size + x] & 0xff : 0;
  }
}
