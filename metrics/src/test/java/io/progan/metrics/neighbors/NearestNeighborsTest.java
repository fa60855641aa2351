package io.progan.metrics.neighbors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.progan.metrics.vectors.TestVectors;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class NearestNeighborsTest {
  /** Neither a multiple of the lanes nor below the stride. */
  private static final int LENGTH = 5003;

  private static float[][] rows(float[] values) {
    return IntStream.range(0, values.length / LENGTH)
        .mapToObj(i -> Arrays.copyOfRange(values, i * LENGTH, (i + 1) * LENGTH))
        .toArray(float[][]::new);
  }

  @Test
  void equalsTheDefinition() {
    float[] many = TestVectors.normal(1, 60, LENGTH, 100);
    float[] few = TestVectors.normal(2, 5, LENGTH, 100);
    NearestNeighbors search = new NearestNeighbors(rows(few), 3);
    search.add(Arrays.copyOf(many, 25 * LENGTH));
    search.add(Arrays.copyOfRange(many, 25 * LENGTH, 60 * LENGTH));
    assertThat(search.searched()).isEqualTo(60);
    for (int query = 0; query < 5; query++) {
      int q = query;
      List<Integer> expected =
          IntStream.range(0, 60)
              .boxed()
              .sorted(
                  Comparator.comparingDouble(
                      i -> TestVectors.squaredDistance(few, q, many, i, LENGTH)))
              .limit(3)
              .toList();
      assertThat(search.of(query)).extracting(n -> (int) n.index()).isEqualTo(expected);
      double nearest =
          Math.sqrt(TestVectors.squaredDistance(few, query, many, expected.get(0), LENGTH));
      assertThat(search.of(query).get(0).distance()).isCloseTo(nearest, within(1e-5 * nearest));
    }
  }

  @Test
  void equalVectorsAreAtDistanceZeroAndTheFirstComesFirst() {
    float[] many = TestVectors.normal(3, 10, LENGTH, 0);
    System.arraycopy(many, 4 * LENGTH, many, 8 * LENGTH, LENGTH);
    NearestNeighbors search = new NearestNeighbors(new float[][] {rows(many)[8]}, 2);
    search.add(many);
    assertThat(search.of(0)).containsExactly(new Neighbor(4, 0), new Neighbor(8, 0));
  }

  @Test
  void refusesWhatDoesNotFit() {
    assertThatThrownBy(() -> new NearestNeighbors(new float[0][], 1))
        .hasMessageContaining("needs images");
    assertThatThrownBy(() -> new NearestNeighbors(new float[][] {{1}, {1, 2}}, 1))
        .hasMessageContaining("1 and 2 numbers");
    NearestNeighbors search = new NearestNeighbors(new float[][] {{1, 2}}, 1);
    assertThatThrownBy(() -> search.add(new float[3])).hasMessageContaining("whole vectors of 2");
    assertThat(search.of(0)).isEmpty();
  }
}
