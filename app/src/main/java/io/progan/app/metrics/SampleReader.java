package io.progan.app.metrics;

import io.progan.metrics.registry.MetricInput;
import java.io.Closeable;
import java.io.IOException;

/** Reads or makes the images of a set one after the other. */
interface SampleReader extends Closeable {

  /**
   * The next images.
   *
   * @param count how many; the set has so many left
   * @throws IOException if they cannot be read
   */
  MetricInput next(int count) throws IOException;

  @Override
  default void close() throws IOException {}
}
