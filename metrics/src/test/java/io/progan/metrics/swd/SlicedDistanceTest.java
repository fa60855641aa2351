package io.progan.metrics.swd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.progan.metrics.TestImages;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SlicedDistanceTest {
  private static final int COMPONENTS = 27;
  private static final int DIRECTIONS = 5;

  /** More than are projected in one call. */
  private static final int PATCHES = 20_000;

  private static PatchSet patches(long seed, int count) {
    Random random = new Random(seed);
    int[] xs = random.ints(count, 1, 15).toArray();
    int[] ys = random.ints(count, 1, 15).toArray();
    PatchAccumulator accumulator = new PatchAccumulator(3);
    accumulator.add(TestImages.noise(seed, 2, 3, 16), xs, ys);
    return accumulator.finish();
  }

  private static Directions directions(int components) {
    double[] normals = new Random(3).doubles((long) components * DIRECTIONS, -1, 1).toArray();
    return Directions.normalize(normals, components, DIRECTIONS);
  }

  private static double[] sorted(PatchSet set, float[] directions, int d) {
    double[] products = new double[set.count()];
    for (int i = 0; i < products.length; i++) {
      float[] patch = set.patch(i);
      for (int j = 0; j < patch.length; j++) {
        products[i] += (double) patch[j] * directions[j * DIRECTIONS + d];
      }
    }
    Arrays.sort(products);
    return products;
  }

  @Test
  void isTheMeanDifferenceOfSortedProjections() {
    Directions directions = directions(COMPONENTS);
    double sum = 0;
    try (PatchSet a = patches(1, PATCHES);
        PatchSet b = patches(2, PATCHES);
        SlicedDistance distance = new SlicedDistance(a, b, DIRECTIONS);
        SlicedDistance twoAtOnce = new SlicedDistance(a, b, 2)) {
      for (int d = 0; d < DIRECTIONS; d++) {
        double[] sortedA = sorted(a, directions.toArray(), d);
        double[] sortedB = sorted(b, directions.toArray(), d);
        for (int i = 0; i < PATCHES; i++) {
          sum += Math.abs(sortedA[i] - sortedB[i]);
        }
      }
      double expected = sum / PATCHES / DIRECTIONS;
      assertThat(distance.along(directions)).isCloseTo(expected, within(1e-6));
      assertThat(distance.along(directions)).as("again").isCloseTo(expected, within(1e-6));
      assertThat(twoAtOnce.along(directions)).isCloseTo(expected, within(1e-6));
    }
  }

  @Test
  void refusesWhatDoesNotFit() {
    try (PatchSet two = patches(1, 2);
        PatchSet four = patches(1, 4);
        SlicedDistance distance = new SlicedDistance(two, two, DIRECTIONS)) {
      assertThatThrownBy(() -> new SlicedDistance(two, four, DIRECTIONS))
          .hasMessageContaining("2 and 4");
      assertThatThrownBy(() -> distance.along(directions(12)))
          .hasMessageContaining("patches of 27 numbers do not fit directions of 12");
    }
  }
}
