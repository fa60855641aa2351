package io.progan.metrics.registry;

/** One set of images on its way through a metric. Not safe for use by several threads at once. */
public interface MetricPass extends AutoCloseable {

  /**
   * Adds some images of the set, in order.
   *
   * @throws IllegalArgumentException if they do not fit the metric or the images before them
   */
  void add(MetricInput input);

  /**
   * Ends the set; to be called once.
   *
   * @return one value for each column of the metric
   * @throws IllegalArgumentException if there were too few images
   */
  double[] finish();

  /** Frees what an unfinished set holds; after {@link #finish} it does nothing. */
  @Override
  default void close() {}
}
