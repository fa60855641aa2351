package io.progan.core.dataset;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.progan.dataset.numpy.RandomState;

/**
 * Where the endless, shuffled order of the images stands.
 *
 * @param resolutionLog2 the logarithm of the resolution that the order is of; 0 before the first
 *     image
 * @param images how many images the dataset has
 * @param windowSize how many images are shuffled among each other
 * @param window the images that wait in the window
 * @param upcoming the next image that enters the window
 * @param reshuffleWindow null for a window that moves through the dataset; else the window holds
 *     all images, and each swaps its place with one of so many after it was shown
 * @param random the source of the shuffling
 */
public record OrderState(
    int resolutionLog2,
    int images,
    int windowSize,
    int[] window,
    int upcoming,
    @JsonInclude(JsonInclude.Include.NON_NULL) Integer reshuffleWindow,
    RandomState.State random) {

  /** Checks that an order can stand so; throws {@link IllegalArgumentException} if not. */
  public OrderState {
    if (window.length > windowSize || windowSize > images || upcoming < 0 || upcoming > images) {
      throw new IllegalArgumentException("image order that cannot be");
    }
    boolean allPlaces = window.length == images || window.length == 0;
    if (reshuffleWindow != null && (reshuffleWindow < 1 || !allPlaces)) {
      throw new IllegalArgumentException("reshuffled image order that cannot be");
    }
    for (int image : window) {
      if (image < 0 || image >= images) {
        throw new IllegalArgumentException("image order with image " + image + " of " + images);
      }
    }
  }

  /** An order that nobody has asked for an image yet. */
  static OrderState beforeFirst(int images, RandomState.State random) {
    return new OrderState(0, images, 0, new int[0], 0, null, random);
  }

  @JsonIgnore
  boolean isBeforeFirst() {
    return resolutionLog2 == 0;
  }

  /** The same with another window. */
  public OrderState withWindow(int[] other) {
    return new OrderState(
        resolutionLog2, images, windowSize, other, upcoming, reshuffleWindow, random);
  }
}
