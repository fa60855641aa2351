package io.progan.metrics.swd;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SortedProjectionsTest {

  private enum Kind {
    NORMAL,
    ALL_EQUAL,
    FEW_VALUES,
    CROWDED_WITH_OUTLIERS,
    INFINITE,
    TINY;

    private float draw(Random random) {
      return switch (this) {
        case NORMAL -> (float) random.nextGaussian();
        case ALL_EQUAL -> 0.3f;
        case FEW_VALUES -> random.nextInt(3);
        case CROWDED_WITH_OUTLIERS ->
            random.nextInt(1000) == 0 ? 1e20f : (float) random.nextGaussian();
        case INFINITE ->
            random.nextInt(100) == 0 ? Float.NEGATIVE_INFINITY : (float) random.nextGaussian();
        case TINY -> random.nextInt(9) * Float.MIN_VALUE;
      };
    }
  }

  @ParameterizedTest
  @EnumSource
  void sortsAsTheLibraryDoes(Kind kind) {
    Random random = new Random(1);
    for (int size : new int[] {1, 2, 5000, 70_000}) {
      float[] numbers = new float[size];
      for (int i = 0; i < size; i++) {
        numbers[i] = kind.draw(random);
      }
      float[] sorted = new SortedProjections(size).of(numbers);
      Arrays.sort(numbers);
      assertThat(sorted).isEqualTo(numbers);
    }
  }
}
