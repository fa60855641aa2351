package io.progan.dataset.celebahq;

/**
 * One channel of a picture in single precision, row by row.
 *
 * @param values {@code height * width} numbers, which may be changed
 */
record FloatPlane(int width, int height, float[] values) {
  FloatPlane {
    if ((long) width * height != values.length) {
      throw new IllegalArgumentException(
          "plane of %d x %d does not have %d values".formatted(width, height, values.length));
    }
  }

  /**
   * The median; of an even number of values, the mean of the two in the middle. No value may be
   * NaN.
   */
  float median() {
    int half = values.length / 2;
    float upper = ranked(half);
    return values.length % 2 == 1 ? upper : (ranked(half - 1) + upper) / 2;
  }

  /** The value with {@code rank} values before it, found through counts of its two halves. */
  private float ranked(int rank) {
    int[] counts = new int[1 << Short.SIZE];
    for (float value : values) {
      counts[ordered(value) >>> Short.SIZE]++;
    }
    int before = 0;
    int high = 0;
    for (; before + counts[high] <= rank; high++) {
      before += counts[high];
    }
    counts = new int[1 << Short.SIZE];
    for (float value : values) {
      int bits = ordered(value);
      if (bits >>> Short.SIZE == high) {
        counts[bits & 0xffff]++;
      }
    }
    int low = 0;
    for (; before + counts[low] <= rank; low++) {
      before += counts[low];
    }
    return unordered(high << Short.SIZE | low);
  }

  /** Bits that are ordered, read as unsigned, as the numbers are. */
  private static int ordered(float value) {
    int bits = Float.floatToRawIntBits(value);
    return bits < 0 ? ~bits : bits ^ Integer.MIN_VALUE;
  }

  private static float unordered(int bits) {
    return Float.intBitsToFloat(bits < 0 ? bits ^ Integer.MIN_VALUE : ~bits);
  }
}
