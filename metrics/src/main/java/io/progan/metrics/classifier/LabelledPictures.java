package io.progan.metrics.classifier;

import java.util.Arrays;

/**
 * Greyscale pictures with a class each. The arrays are not copied: whoever passes them leaves them
 * alone afterwards.
 *
 * @param size height and width
 * @param pixels unsigned bytes of shape {@code [count, size, size]}
 * @param classes the number of the class of each picture, from 0 on
 */
public record LabelledPictures(int size, byte[] pixels, int[] classes) {

  /** Checks that there are as many pictures as classes, else {@link IllegalArgumentException}. */
  public LabelledPictures {
    if ((long) classes.length * size * size != pixels.length) {
      throw new IllegalArgumentException(
          "%d classes for %d bytes of pictures of %dx%d"
              .formatted(classes.length, pixels.length, size, size));
    }
  }

  /** The number of pictures. */
  public int count() {
    return classes.length;
  }

  /** A copy of some of them, by their numbers. */
  public LabelledPictures select(int... chosen) {
    int plane = size * size;
    byte[] some = new byte[chosen.length * plane];
    for (int i = 0; i < chosen.length; i++) {
      System.arraycopy(pixels, chosen[i] * plane, some, i * plane, plane);
    }
    return new LabelledPictures(
        size, some, Arrays.stream(chosen).map(picture -> classes[picture]).toArray());
  }

  /** The values of some pictures in a row, 0 to 255, of shape {@code [count, size, size]}. */
  float[] values(int from, int count) {
    int plane = size * size;
    float[] values = new float[count * plane];
    for (int i = 0; i < values.length; i++) {
      values[i] = pixels[from * plane + i] & 0xff;
    }
    return values;
  }
}
