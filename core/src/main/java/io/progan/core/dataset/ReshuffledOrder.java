package io.progan.core.dataset;

import io.progan.dataset.numpy.RandomState;

/**
 * The Theano version's order: all images are shuffled once, and after each minibatch the place of
 * each of its images swaps with a random one of the last places up to it.
 */
final class ReshuffledOrder implements ImageOrder {

  private final int[] places;
  private final int window;
  private int upcoming;
  private final RandomState random;

  /**
   * Shuffles.
   *
   * @param count the number of images
   * @param window how many places up to an image it may swap with, itself included
   * @param random the source of the shuffling, advanced by this order
   */
  ReshuffledOrder(int count, int window, RandomState random) {
    this(new int[count], window, 0, random);
    for (int i = 0; i < count; i++) {
      places[i] = i;
    }
    for (int i = count - 1; i > 0; i--) {
      swap(i, (int) random.randint(0, i + 1));
    }
  }

  private ReshuffledOrder(int[] places, int window, int upcoming, RandomState random) {
    this.places = places;
    this.window = Math.min(window, places.length);
    this.upcoming = upcoming;
    this.random = random;
  }

  static ReshuffledOrder restore(OrderState saved, RandomState random) {
    if (saved.window().length != saved.images()) {
      throw new IllegalArgumentException("reshuffled image order without its places");
    }
    return new ReshuffledOrder(
        saved.window().clone(), saved.reshuffleWindow(), saved.upcoming(), random);
  }

  @Override
  public boolean startsAnewAtEachResolution() {
    return false;
  }

  @Override
  public OrderState save(int resolutionLog2) {
    return new OrderState(
        resolutionLog2,
        places.length,
        places.length,
        places.clone(),
        upcoming,
        window,
        random.save());
  }

  @Override
  public ImageOrder copy() {
    RandomState copy = RandomState.restore(random.save());
    return new ReshuffledOrder(places.clone(), window, upcoming, copy);
  }

  @Override
  public int[] next(int images) {
    int[] indices = new int[images];
    for (int i = 0; i < images; i++) {
      indices[i] = places[(upcoming + i) % places.length];
    }
    for (int i = 0; i < images; i++) {
      int place = (upcoming + i) % places.length;
      swap(place, Math.floorMod(place - (int) random.randint(0, window), places.length));
    }
    upcoming = (upcoming + images) % places.length;
    return indices;
  }

  private void swap(int a, int b) {
    int image = places[a];
    places[a] = places[b];
    places[b] = image;
  }
}
