package io.progan.core.state;

import io.progan.core.graph.Tensor;
import io.progan.presets.config.Dtype;
import io.progan.presets.config.Rounding;
import org.nd4j.linalg.api.buffer.DataType;

/**
 * Values of a format of 16 bits in arrays of float32, the same numbers on every machine: a product
 * of two such values is exact in float32, and sums are of float32, as in processors that have the
 * format. Overflow to infinity and loss of small numbers are those of the format.
 *
 * @param dtype the format
 * @param rounding when values are rounded
 */
record HalfPrecision(Dtype dtype, Rounding rounding) implements Precision {

  @Override
  public Tensor value(Tensor x) {
    DataType half = dtype == Dtype.FLOAT16 ? DataType.FLOAT16 : DataType.BFLOAT16;
    return x.cast(half).cast(x.dataType());
  }

  @Override
  public Tensor step(Tensor x) {
    return roundsSteps() ? value(x) : x;
  }

  @Override
  public boolean roundsSteps() {
    return rounding == Rounding.OPERATION;
  }

  @Override
  public double constant(double number) {
    return dtype.round(number);
  }

  /** The original rounds the whole level, and takes the whole part away afterwards. */
  @Override
  public Tensor fraction(Tensor fade, int level) {
    return value(fade.plus(level)).plus(-level);
  }
}
