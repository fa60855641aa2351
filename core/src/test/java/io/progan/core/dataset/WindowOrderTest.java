package io.progan.core.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import io.progan.dataset.numpy.RandomState;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The order in which images are shown. */
class WindowOrderTest {

  @ParameterizedTest(name = "{0} images, window {1}")
  @CsvSource({"1, 1", "2, 5", "10, 1", "10, 3", "10, 10", "37, 8"})
  void everyImageComesOnceAnEpoch(int count, int window) {
    WindowOrder order = new WindowOrder(count, window, new RandomState(1));
    int[] all = IntStream.range(0, count).toArray();
    for (int epoch = 0; epoch < 5; epoch++) {
      assertThat(order.next(count)).as("epoch %d", epoch).containsExactlyInAnyOrder(all);
    }
  }

  @Test
  void aWindowOfOneKeepsTheOrder() {
    WindowOrder order = new WindowOrder(4, 1, new RandomState(1));
    assertThat(order.next(10)).containsExactly(0, 1, 2, 3, 0, 1, 2, 3, 0, 1);
  }

  @Test
  void imagesComeBeforeTheirTurnByLessThanTheWindow() {
    int window = 7;
    WindowOrder order = new WindowOrder(200, window, new RandomState(2));
    int earliest = 0;
    for (int position = 0; position < 200; position++) {
      earliest = Math.max(earliest, order.next(1)[0] - position);
    }
    assertThat(earliest).isEqualTo(window - 1);
  }

  @Test
  void aWindowOfAllImagesShufflesThemAll() {
    WindowOrder order = new WindowOrder(100, 100, new RandomState(3));
    int[] first = order.next(100);
    int[] second = order.next(100);
    assertThat(first).isNotEqualTo(second);
    int[] half = IntStream.of(first).limit(50).sorted().toArray();
    assertThat(half[0]).isLessThan(10);
    assertThat(half[49]).isGreaterThanOrEqualTo(90);
  }

  @ParameterizedTest(name = "after {0} images")
  @CsvSource({"0", "1", "5", "20", "23"})
  void copiesGoOnAlikeWithoutTouchingTheOriginal(int images) {
    WindowOrder order = new WindowOrder(20, 6, new RandomState(4));
    WindowOrder twin = new WindowOrder(20, 6, new RandomState(4));
    order.next(images);
    twin.next(images);
    int[] copied = order.copy().next(50);
    assertThat(order.next(50)).containsExactly(copied).containsExactly(twin.next(50));
  }
}
