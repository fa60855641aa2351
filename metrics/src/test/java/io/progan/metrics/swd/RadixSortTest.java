package io.progan.metrics.swd;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RadixSortTest {

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 100, 4096, 50_001})
  void sortsAsTheLibraryDoes(int size) {
    Random random = new Random(size);
    float[] values = new float[size];
    for (int i = 0; i < size; i++) {
      values[i] = (float) (random.nextGaussian() * Math.pow(10, random.nextInt(20) - 10));
    }
    if (size > 10) {
      values[3] = 0f;
      values[7] = -0f;
      values[8] = Float.NEGATIVE_INFINITY;
      values[9] = Float.POSITIVE_INFINITY;
    }
    float[] expected = values.clone();
    Arrays.sort(expected);
    RadixSort.sort(values);
    assertThat(values).isEqualTo(expected);
  }
}
