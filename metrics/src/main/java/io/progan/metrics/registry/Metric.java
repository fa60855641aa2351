package io.progan.metrics.registry;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A measure of sets of images: the reals come first, then any number of others, each compared with
 * them. What it holds of the reals is freed when it is closed. Not safe for use by several threads
 * at once, and one set at a time.
 */
public interface Metric extends AutoCloseable {

  /**
   * A column of a metric's table, as the original programme prints it.
   *
   * @param name the title, such as {@code SWDx1e3_128}; unlike that of any other metric
   * @param width characters, the space to the next column included
   */
  record Column(String name, int width) {

    /** Makes it wide enough for its title. */
    public Column {
      width = Math.max(width, name.length() + 1);
    }
  }

  /** One set of images on its way through a metric. Not safe for use by several threads at once. */
  interface Pass extends AutoCloseable {

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

  /** What each value stands for. */
  List<Column> columns();

  /**
   * Everything that decides the values beside the images, by name; the same in every run. Values of
   * different settings are kept apart.
   */
  default Map<String, Object> settings() {
    return Map.of();
  }

  /** What should be known about the numbers, in one line; empty for nothing. */
  default Optional<String> warning() {
    return Optional.empty();
  }

  /** Begins the reals; its end gives the values of the table's Reals row. */
  Pass reals();

  /**
   * Begins a set that is compared with the reals.
   *
   * @throws IllegalStateException if the metric needs reals and there were none
   */
  Pass compare();

  /** What it knows of the reals, if that is small enough to be kept and all that it needs. */
  Optional<SavedReals> save();

  /**
   * Takes what was saved before in place of {@link #reals}.
   *
   * @throws IllegalArgumentException if it is not this metric's
   */
  void restore(SavedReals saved);

  /** Frees what is known of the reals. */
  @Override
  default void close() {}
}
