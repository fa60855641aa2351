package io.progan.core.dataset;

import io.progan.dataset.numpy.RandomState;

/** The endless order in which images are shown. */
interface ImageOrder {

  /** An order that goes on where one was saved. */
  static ImageOrder restore(OrderState saved, RandomState random) {
    return saved.reshuffleWindow() == null
        ? WindowOrder.restore(saved, random)
        : ReshuffledOrder.restore(saved, random);
  }

  /** Whether it begins anew when the images come from another file. */
  boolean startsAnewAtEachResolution();

  /** Where the order stands, at a resolution. */
  OrderState save(int resolutionLog2);

  /** An order that goes on as this one does, without touching it. */
  ImageOrder copy();

  /** The indices of the images of the next minibatch. */
  int[] next(int images);
}
