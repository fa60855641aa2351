package io.progan.core.device;

import org.bytedeco.javacpp.DoublePointer;
import org.bytedeco.javacpp.FloatPointer;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Copies arrays to the heap. ND4J's own conversions leave a native copy to the garbage collector,
 * which does not know how large it is.
 */
public final class HostValues {

  private HostValues() {}

  /**
   * The elements in single precision, in C order.
   *
   * @param array of any shape, strides and floating-point type
   */
  public static float[] floats(INDArray array) {
    float[] values = new float[Math.toIntExact(array.length())];
    try (INDArray copy = copy(array, DataType.FLOAT)) {
      ((FloatPointer) copy.data().pointer()).get(values);
    }
    return values;
  }

  /**
   * The elements in double precision, in C order.
   *
   * @param array of any shape, strides and floating-point type
   */
  public static double[] doubles(INDArray array) {
    double[] values = new double[Math.toIntExact(array.length())];
    try (INDArray copy = copy(array, DataType.DOUBLE)) {
      ((DoublePointer) copy.data().pointer()).get(values);
    }
    return values;
  }

  /**
   * An array of some values, which the caller frees.
   *
   * @param values in C order
   */
  public static INDArray array(double[] values, DataType type, long... shape) {
    INDArray array = Nd4j.createUninitialized(type, shape);
    try (INDArray doubles = Nd4j.createFromArray(values)) {
      return array.assign(doubles.reshape(shape));
    } catch (RuntimeException | Error e) {
      array.close();
      throw e;
    }
  }

  private static INDArray copy(INDArray array, DataType type) {
    INDArray copy = Nd4j.createUninitialized(type, array.shape());
    try {
      return copy.assign(array);
    } catch (RuntimeException | Error e) {
      copy.close();
      throw e;
    }
  }
}
