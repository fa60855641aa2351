package io.progan.metrics.vectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;

class VectorSetTest {

  @Test
  void givesRowsBackAcrossChunks() {
    float[] values = TestVectors.normal(1, 2500, 3, 0);
    try (VectorSet set = new VectorSet(3)) {
      for (int from = 0; from < values.length; from += 3 * 700) {
        set.add(Arrays.copyOfRange(values, from, Math.min(values.length, from + 3 * 700)));
      }
      assertThat(set.count()).isEqualTo(2500);
      try (INDArray rows = set.gather(2499, 0, 1023, 1024)) {
        assertThat(rows.shape()).containsExactly(4, 3);
        assertThat(rows.getDouble(0, 2)).isEqualTo(values[2499 * 3 + 2]);
        assertThat(rows.getDouble(1, 0)).isEqualTo(values[0]);
        assertThat(rows.getDouble(2, 1)).isEqualTo(values[1023 * 3 + 1]);
        assertThat(rows.getDouble(3, 1)).isEqualTo(values[1024 * 3 + 1]);
      }
    }
  }

  @Test
  void refusesWhatDoesNotFit() {
    VectorSet set = new VectorSet(2);
    assertThatThrownBy(() -> set.add(new float[3])).hasMessageContaining("whole vectors of 2");
    assertThatThrownBy(() -> set.add(new float[] {0, 0, 0, Float.NaN}))
        .hasMessageContaining("number 1 of vector 1 is NaN");
    assertThat(set.count()).isZero();
    assertThatThrownBy(() -> set.gather(0)).hasMessageContaining("no vector 0 among 0");
    set.close();
    assertThatThrownBy(() -> set.add(new float[2])).hasMessageContaining("was closed");
  }

  @Test
  void distancesEqualTheDefinition() {
    float[] a = TestVectors.normal(1, 1100, 4, 50);
    float[] b = TestVectors.normal(2, 1300, 4, 50);
    System.arraycopy(a, 4 * 1050, b, 4 * 1200, 4);
    int[] seen = new int[1];
    try (VectorSet setA = TestVectors.set(a, 4);
        VectorSet setB = TestVectors.set(b, 4)) {
      DistanceBlocks.between(
          setA,
          setB,
          (distances, firstRow, firstColumn, columns) -> {
            for (int i = 0; i < distances.length; i += 37) {
              int row = firstRow + i / columns;
              int column = firstColumn + i % columns;
              double expected = TestVectors.squaredDistance(a, row, b, column, 4);
              assertThat(distances[i]).isCloseTo(expected, within(1e-8));
            }
            if (firstRow == 1024 && firstColumn == 1024) {
              assertThat(distances[(1050 - 1024) * columns + 1200 - 1024]).isZero();
            }
            seen[0] += distances.length;
          });
    }
    assertThat(seen[0]).isEqualTo(1100 * 1300);
  }
}
