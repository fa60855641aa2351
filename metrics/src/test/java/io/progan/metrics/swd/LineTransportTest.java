package io.progan.metrics.swd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LineTransportTest {

  private enum Kind {
    ONE_DISTRIBUTION,
    SHIFTED,
    WIDER,
    FEW_VALUES,
    FAR_FROM_ZERO,
    OUTLIERS,
    ALL_ZERO,
    TINY;

    private float draw(Random random, boolean second) {
      float normal = (float) random.nextGaussian();
      return switch (this) {
        case ONE_DISTRIBUTION -> normal;
        case SHIFTED -> second ? normal + 0.7f : normal;
        case WIDER -> second ? 1.3f * normal : normal;
        case FEW_VALUES -> random.nextInt(second ? 4 : 3);
        case FAR_FROM_ZERO -> 1000 + normal;
        case OUTLIERS -> random.nextInt(100) == 0 ? 1e6f * normal : normal;
        case ALL_ZERO -> 0;
        case TINY -> random.nextInt(second ? 4 : 3) * Float.MIN_VALUE;
      };
    }
  }

  @ParameterizedTest
  @EnumSource
  void equalsSorting(Kind kind) {
    Random random = new Random(1);
    for (int size : new int[] {1, 2, 100, 5000, 70_000}) {
      LineTransport line = new LineTransport(size);
      for (int repeat = 0; repeat < 2; repeat++) {
        float[] a = new float[size];
        float[] b = new float[size];
        for (int i = 0; i < size; i++) {
          a[i] = kind.draw(random, false);
          b[i] = kind.draw(random, true);
        }
        System.arraycopy(a, 0, line.first(), 0, size);
        System.arraycopy(b, 0, line.second(), 0, size);
        double actual = line.meanDifference();
        Arrays.sort(a);
        Arrays.sort(b);
        double expected = 0;
        for (int i = 0; i < size; i++) {
          expected += Math.abs((double) a[i] - b[i]) / size;
        }
        assertThat(actual).isCloseTo(expected, within(1e-6 * expected));
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void oneSetIsAtDistanceZeroFromItself(Kind kind) {
    Random random = new Random(2);
    LineTransport line = new LineTransport(3000);
    for (int i = 0; i < 3000; i++) {
      float value = kind.draw(random, false);
      line.first()[i] = value;
      line.second()[2999 - i] = value;
    }
    assertThat(line.meanDifference()).isZero();
  }
}
