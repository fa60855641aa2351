package io.progan.app.metrics;

import io.progan.metrics.image.ImageShape;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** A set of images, or of features of images, in a fixed order. */
interface SampleSet extends Closeable {

  /** Where it lies. */
  Path path();

  /** How many images there are, at least one. */
  int count();

  /** The size of the images; empty for a set of features. */
  Optional<ImageShape> shape();

  /** The numbers of each row of a set of features; 0 for a set of images. */
  default int features() {
    return 0;
  }

  /**
   * What tells these images from others in results that are kept: a checksum of them, or where they
   * lie.
   */
  default String identity() throws IOException {
    return path().toAbsolutePath().normalize().toString();
  }

  /** The folder that statistics of them may be kept in; only if the identity is a checksum. */
  default Optional<Path> home() {
    return Optional.empty();
  }

  /**
   * Begins to read.
   *
   * @param first the image to begin with, counted from 0
   */
  SampleReader open(int first) throws IOException;

  @Override
  default void close() throws IOException {}
}
