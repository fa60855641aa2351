package io.progan.core.training.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.progan.core.device.HostValues;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** What a clamp leaves alone, how soon, and what it takes down. */
class SigmaClampTest {

  @Test
  @Timeout(20)
  void manyNearlyEqualValuesTakeFewRounds() {
    try (INDArray matrix = Nd4j.eye(400).castTo(DataType.FLOAT)) {
      for (int i = 0; i < 400; i++) {
        matrix.putScalar(i, i, 1 - i * 1e-6);
      }
      float[] before = HostValues.floats(matrix);
      new SigmaClamp(1.5, null).clamp(matrix);
      new SigmaClamp(null, 1.5).clamp(matrix);
      assertThat(HostValues.floats(matrix)).isEqualTo(before);
      new SigmaClamp(0.9, null).clamp(matrix);
      assertThat(matrix.sumNumber().doubleValue())
          .isCloseTo(400 - 400 * 399 / 2 * 1e-6 - 0.1, within(1e-3));
    }
  }

  @ParameterizedTest
  @CsvSource({"3,1", "1,3"})
  void aVectorHasNoSecondValueAndIsLeftByARatio(int rows, int columns) {
    double[] values = {3, 0, 4};
    try (INDArray matrix = HostValues.array(values, DataType.FLOAT, rows, columns)) {
      new SigmaClamp(null, 1.5).clamp(matrix);
      assertThat(HostValues.doubles(matrix)).isEqualTo(values);
      new SigmaClamp(2.5, null).clamp(matrix);
      assertThat(HostValues.doubles(matrix)).containsExactly(1.5, 0, 2);
    }
  }

  @Test
  void equalValuesCountEachByItselfAndTakeFewSteps() {
    try (INDArray matrix = Nd4j.eye(300).castTo(DataType.FLOAT).muli(2)) {
      SigmaClamp.Top top = SigmaClamp.Top.of(matrix, true);
      assertThat(top.first()).isCloseTo(2, within(1e-12));
      assertThat(top.second()).isCloseTo(2, within(1e-12));
      new SigmaClamp(null, 1.5).clamp(matrix);
      assertThat(matrix.sumNumber().doubleValue()).isEqualTo(600);
    }
  }

  @Test
  void onlyTheLargestComesDownToTheMultipleOfTheSecond() {
    try (INDArray matrix = Nd4j.zeros(DataType.DOUBLE, 60, 60)) {
      for (int i = 0; i < 59; i++) {
        matrix.putScalar(i, i, i + 1);
      }
      matrix.putScalar(59, 59, 177);
      new SigmaClamp(null, 2.0).clamp(matrix);
      assertThat(matrix.getDouble(59, 59)).isCloseTo(118, within(1e-9));
      assertThat(matrix.getDouble(58, 58)).isCloseTo(59, within(1e-9));
    }
  }
}
