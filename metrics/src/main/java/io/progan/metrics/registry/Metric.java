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

  /** Which one it is. */
  MetricKind kind();

  /** What each value stands for. */
  List<Column> columns();

  /** Everything that decides the values beside the images, by name; the same in every run. */
  Map<String, Object> settings();

  /** Begins the reals; its end gives the values of the table's Reals row. */
  MetricPass reals();

  /**
   * Begins a set that is compared with the reals.
   *
   * @throws IllegalStateException if the metric needs reals and there were none
   */
  MetricPass compare();

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
