package io.progan.core.device;

import io.progan.presets.config.Dtype;
import org.nd4j.linalg.api.buffer.DataType;

/** Number formats of configurations as those of ND4J. */
public final class DataTypes {

  private DataTypes() {}

  /** The type of a network's arrays; half formats are computed in arrays of float32. */
  public static DataType of(Dtype dtype) {
    return switch (dtype) {
      case FLOAT32, FLOAT16, BFLOAT16 -> DataType.FLOAT;
      case FLOAT64 -> DataType.DOUBLE;
    };
  }
}
