package io.progan.core.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import io.progan.dataset.numpy.RandomState;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ReshuffledOrderTest {

  private static final int COUNT = 50;

  @Test
  void theFirstMinibatchesAreAShuffledEpochWhereNothingSwapsFar() {
    ReshuffledOrder order = new ReshuffledOrder(COUNT, 1, new RandomState(1));
    int[] first = order.next(COUNT);
    assertThat(first).isNotEqualTo(IntStream.range(0, COUNT).toArray());
    assertThat(Arrays.stream(first).sorted().toArray())
        .isEqualTo(IntStream.range(0, COUNT).toArray());
    assertThat(order.next(COUNT)).as("a window of one place swaps nothing").isEqualTo(first);
  }

  @Test
  void everyImageIsShownAboutEquallyOftenInAnotherOrderEachTime() {
    ReshuffledOrder order = new ReshuffledOrder(COUNT, 20, new RandomState(2));
    int[] shown = new int[COUNT];
    int[] first = null;
    for (int epoch = 0; epoch < 40; epoch++) {
      int[] images = IntStream.range(0, 10).flatMap(i -> Arrays.stream(order.next(5))).toArray();
      assertThat(images).isNotEqualTo(first);
      first = images;
      for (int image : images) {
        shown[image]++;
      }
    }
    assertThat(Arrays.stream(shown).min().orElseThrow()).isGreaterThan(20);
    assertThat(Arrays.stream(shown).max().orElseThrow()).isLessThan(60);
  }

  @Test
  void savedAndCopiedOrdersGoOnAlike() {
    ReshuffledOrder order = new ReshuffledOrder(COUNT, 7, new RandomState(3));
    order.next(33);
    OrderState saved = order.save(3);
    ImageOrder restored = ImageOrder.restore(saved, RandomState.restore(saved.random()));
    int[] copied = order.copy().next(60);
    assertThat(order.next(60)).isEqualTo(copied).isEqualTo(restored.next(60));
  }
}
