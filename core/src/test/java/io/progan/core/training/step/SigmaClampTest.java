package io.progan.core.training.step;

import static org.assertj.core.api.Assertions.assertThat;

import io.progan.core.device.HostValues;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** What a clamp leaves alone, and how soon. */
class SigmaClampTest {

  @Test
  @Timeout(20)
  void manyEqualValuesBelowTheLimitTakeFewRounds() {
    try (INDArray matrix = Nd4j.eye(400).castTo(DataType.FLOAT)) {
      for (int i = 0; i < 400; i++) {
        matrix.putScalar(i, i, 1 - i * 1e-6);
      }
      float[] before = HostValues.floats(matrix);
      new SigmaClamp(1.5, null).clamp(matrix, 1e-7);
      new SigmaClamp(null, 1.5).clamp(matrix, 1e-7);
      assertThat(HostValues.floats(matrix)).isEqualTo(before);
    }
  }

  @ParameterizedTest
  @CsvSource({"3,1", "1,3"})
  void aVectorHasNoSecondValueAndIsLeftByARatio(int rows, int columns) {
    double[] values = {3, 0, 4};
    try (INDArray matrix = HostValues.array(values, DataType.FLOAT, rows, columns)) {
      new SigmaClamp(null, 1.5).clamp(matrix, 1e-7);
      assertThat(HostValues.doubles(matrix)).isEqualTo(values);
      new SigmaClamp(2.5, null).clamp(matrix, 1e-7);
      assertThat(HostValues.doubles(matrix)).containsExactly(1.5, 0, 2);
    }
  }
}
