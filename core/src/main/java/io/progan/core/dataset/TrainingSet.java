package io.progan.core.dataset;

import io.progan.dataset.numpy.RandomState;
import io.progan.presets.config.DatasetShape;
import java.io.Closeable;
import java.io.IOException;
import java.util.Optional;

/** Where real images come from. Not thread-safe. */
public interface TrainingSet extends Closeable {

  /** Resolution, channels and label size at full resolution. */
  DatasetShape shape();

  /** A name for people and for folders. */
  String name();

  /**
   * The next images of the shuffled, endless order. The order begins anew whenever the resolution
   * changes.
   *
   * @param resolutionLog2 the logarithm of the resolution to base 2
   * @param minibatch how many images
   * @throws IOException if the dataset cannot be read or is damaged
   */
  RealBatch next(int resolutionLog2, int minibatch) throws IOException;

  /**
   * Labels drawn uniformly from those of the dataset.
   *
   * @return {@code [count, labelSize]}
   */
  float[] randomLabels(RandomState random, int count);

  /**
   * Where the order of the images stands: only images that {@link #next} has given count, not those
   * that were read ahead. Empty for a set without an order.
   */
  default Optional<OrderState> save() {
    return Optional.empty();
  }

  /**
   * Goes on where an order was saved.
   *
   * @throws IOException if the order is of another number of images
   */
  default void restore(OrderState saved) throws IOException {}
}
