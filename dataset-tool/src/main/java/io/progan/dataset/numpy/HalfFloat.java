package io.progan.dataset.numpy;

/** Half precision, IEEE 754 binary16; the JDK converts it only from version 20 on. */
public final class HalfFloat {
  private static final int FRACTION_BITS = 10;
  private static final int EXPONENT_MASK = 0x1f;
  private static final int BIAS = 15;

  private HalfFloat() {}

  /** The same number in single precision; exact for every value. */
  public static float toFloat(short bits) {
    int exponent = bits >> FRACTION_BITS & EXPONENT_MASK;
    int fraction = bits & ((1 << FRACTION_BITS) - 1);
    float sign = bits < 0 ? -1 : 1;
    if (exponent == EXPONENT_MASK) {
      return fraction == 0 ? sign * Float.POSITIVE_INFINITY : Float.NaN;
    }
    if (exponent == 0) {
      return sign * Math.scalb((float) fraction, 1 - BIAS - FRACTION_BITS);
    }
    return sign
        * Math.scalb((float) (fraction | 1 << FRACTION_BITS), exponent - BIAS - FRACTION_BITS);
  }
}
