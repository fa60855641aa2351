package io.progan.core.dataset;

import io.progan.dataset.numpy.RandomState;
import java.util.Arrays;

/**
 * The endless order in which images are shown: every image once an epoch, shuffled within a window
 * that moves through the dataset.
 *
 * <p>The window holds indices, not images, so its memory is small and the order can be copied: a
 * reader that runs ahead works on a copy.
 */
final class WindowOrder implements ImageOrder {

  private final int count;
  private final RandomState random;
  private final int[] window;
  private int filled;
  private int upcoming;

  /**
   * Starts an order.
   *
   * @param count the number of images
   * @param windowSize how many images are shuffled among each other; 1 keeps the dataset's order
   * @param random the source of the shuffling, advanced by this order
   */
  WindowOrder(int count, int windowSize, RandomState random) {
    this(count, new int[Math.max(1, Math.min(count, windowSize))], 0, 0, random);
  }

  private WindowOrder(int count, int[] window, int filled, int upcoming, RandomState random) {
    this.count = count;
    this.window = window;
    this.filled = filled;
    this.upcoming = upcoming;
    this.random = random;
  }

  /** An order that goes on where one was saved. */
  static WindowOrder restore(OrderState saved, RandomState random) {
    int[] window = Arrays.copyOf(saved.window(), saved.windowSize());
    return new WindowOrder(saved.images(), window, saved.window().length, saved.upcoming(), random);
  }

  @Override
  public boolean startsAnewAtEachResolution() {
    return true;
  }

  @Override
  public OrderState save(int resolutionLog2) {
    return new OrderState(
        resolutionLog2,
        count,
        window.length,
        Arrays.copyOf(window, filled),
        upcoming,
        null,
        random.save());
  }

  @Override
  public ImageOrder copy() {
    return new WindowOrder(
        count, window.clone(), filled, upcoming, RandomState.restore(random.save()));
  }

  private int next() {
    if (filled == 0 && upcoming == count) {
      upcoming = 0;
    }
    while (filled < window.length && upcoming < count) {
      window[filled++] = upcoming++;
    }
    int slot = filled == 1 ? 0 : (int) random.randint(0, filled);
    int index = window[slot];
    window[slot] = window[--filled];
    return index;
  }

  @Override
  public int[] next(int images) {
    int[] indices = new int[images];
    for (int i = 0; i < images; i++) {
      indices[i] = next();
    }
    return indices;
  }
}
