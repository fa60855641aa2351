package io.progan.metrics.feature;

import io.progan.metrics.image.ImageBatch;

/**
 * A classifier that turns pictures into feature vectors and class probabilities, such as
 * Inception-2015-12-05 with its 2048 features of layer {@code pool_3} and 1008 classes.
 *
 * <p>It holds native memory until it is closed. Not safe for use by several threads at once; each
 * call uses all processors.
 */
public interface FeatureNetwork extends AutoCloseable {

  /** The length of each feature vector. */
  int features();

  /** The number of classes, 0 if the file holds no classifier. */
  int classes();

  /**
   * The SHA-256 of the file in lower-case hexadecimal digits. Numbers that come from networks of
   * different fingerprints must not be compared.
   */
  String fingerprint();

  /**
   * The names of the input and outputs in use, whether they were given or detected. Another output
   * of the same file gives other numbers.
   */
  NetworkNames names();

  /**
   * Whether the probabilities are made with the bias of the last layer, if that has one. Scores
   * with and without it differ.
   */
  boolean classBias();

  /** For people: the file's name, kind, input and outputs, in one line. */
  String description();

  /**
   * Computes features and, if there are classes, probabilities.
   *
   * @param images pictures of any size with values in [0, 255]; greyscale is repeated to RGB; at
   *     least one. Sixteen at once are a good compromise between speed and memory.
   * @return one row for each picture, in the same order
   * @throws IllegalArgumentException if the pictures are neither greyscale nor RGB, or too small
   *     for the network
   * @throws IllegalStateException if the network fails on them or was closed
   */
  FeatureBatch run(ImageBatch images);

  /** Frees the native memory. */
  @Override
  void close();
}
