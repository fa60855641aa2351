package io.progan.dataset.numpy;

import java.lang.reflect.Array;
import java.util.Arrays;

/**
 * An array of numbers with a shape, in C order (the last index runs fastest). A shape of no
 * dimensions is a single number; a dimension may be zero. The values are not copied on the way in
 * or out unless the type changes.
 */
public final class NpyArray {
  private final NpyType type;
  private final int[] shape;
  private final Object values;

  private NpyArray(NpyType type, Object values, int length, int[] shape) {
    if (count(shape) != length) {
      throw new IllegalArgumentException(
          "shape " + Arrays.toString(shape) + " does not hold " + length + " values");
    }
    this.type = type;
    this.values = values;
    this.shape = shape.clone();
  }

  /** Single-precision values of the given shape, whose product must be their number. */
  public static NpyArray of(float[] values, int... shape) {
    return new NpyArray(NpyType.FLOAT32, values, values.length, shape);
  }

  /** Double-precision values of the given shape, whose product must be their number. */
  public static NpyArray of(double[] values, int... shape) {
    return new NpyArray(NpyType.FLOAT64, values, values.length, shape);
  }

  /** Unsigned bytes of the given shape, whose product must be their number. */
  public static NpyArray of(byte[] values, int... shape) {
    return new NpyArray(NpyType.UINT8, values, values.length, shape);
  }

  /** 32-bit integers of the given shape, whose product must be their number. */
  public static NpyArray of(int[] values, int... shape) {
    return new NpyArray(NpyType.INT32, values, values.length, shape);
  }

  /** 64-bit integers of the given shape, whose product must be their number. */
  public static NpyArray of(long[] values, int... shape) {
    return new NpyArray(NpyType.INT64, values, values.length, shape);
  }

  /** The type of the values. */
  public NpyType type() {
    return type;
  }

  /** The shape, a copy. */
  public int[] shape() {
    return shape.clone();
  }

  /** The number of values. */
  public int size() {
    return (int) count(shape);
  }

  /** A copy of some rows, the parts along the first index. */
  NpyArray rows(int from, int rows) {
    int[] part = shape.clone();
    part[0] = rows;
    int row = shape[0] == 0 ? 0 : size() / shape[0];
    int length = rows * row;
    Object copy = Array.newInstance(values.getClass().getComponentType(), length);
    System.arraycopy(values, from * row, copy, 0, length);
    return new NpyArray(type, copy, length, part);
  }

  /** The values in single precision; the array itself if it is {@link NpyType#FLOAT32}. */
  public float[] floats() {
    if (values instanceof float[] same) {
      return same;
    }
    double[] from = doubles();
    float[] to = new float[from.length];
    for (int i = 0; i < to.length; i++) {
      to[i] = (float) from[i];
    }
    return to;
  }

  /** The values in double precision; the array itself if it is {@link NpyType#FLOAT64}. */
  public double[] doubles() {
    if (values instanceof double[] same) {
      return same;
    }
    double[] to = new double[size()];
    if (values instanceof float[] from) {
      Arrays.setAll(to, i -> from[i]);
    } else {
      long[] from = longs();
      Arrays.setAll(to, i -> from[i]);
    }
    return to;
  }

  /** The bytes, unsigned; {@link IllegalStateException} if the type is another. */
  public byte[] bytes() {
    if (values instanceof byte[] same) {
      return same;
    }
    throw new IllegalStateException("array is " + type + ", not " + NpyType.UINT8);
  }

  /**
   * The values as 32-bit integers; {@link IllegalStateException} if the type is no integer, {@link
   * ArithmeticException} if a value does not fit.
   */
  public int[] ints() {
    if (values instanceof int[] same) {
      return same;
    }
    return Arrays.stream(longs()).mapToInt(Math::toIntExact).toArray();
  }

  /** The values as 64-bit integers; {@link IllegalStateException} if the type is no integer. */
  public long[] longs() {
    if (values instanceof long[] same) {
      return same;
    }
    long[] to = new long[size()];
    if (values instanceof int[] from) {
      Arrays.setAll(to, i -> from[i]);
    } else if (values instanceof byte[] from) {
      Arrays.setAll(to, i -> from[i] & 0xff);
    } else {
      throw new IllegalStateException("array is " + type + ", not an integer type");
    }
    return to;
  }

  /** The product of the dimensions, -1 if one is negative or the product exceeds an int. */
  static long count(int[] shape) {
    long product = 1;
    for (int n : shape) {
      if (n == 0) {
        return Arrays.stream(shape).anyMatch(m -> m < 0) ? -1 : 0;
      }
    }
    for (int n : shape) {
      product *= n;
      if (n < 0 || product > Integer.MAX_VALUE) {
        return -1;
      }
    }
    return product;
  }
}
