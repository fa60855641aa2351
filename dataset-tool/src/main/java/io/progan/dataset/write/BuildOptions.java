package io.progan.dataset.write;

import io.progan.dataset.tfrecord.DatasetOrigin;

/**
 * How a dataset is made from a source.
 *
 * @param shuffle whether images come in the order of {@code RandomState(123).shuffle} instead of
 *     the source's
 * @param replace whether a dataset already in the folder is replaced
 * @param threads how many images are decoded and encoded at once, at least 1; the result is the
 *     same
 * @param mostAhead how many images are in memory at once at most, those under way and those that
 *     wait for an earlier one to be written; at least 1, and 2 a thread are never exceeded
 * @param skipBad whether an image that cannot be used is left out instead of ending the work
 * @param mostImages how many images are written at most, at least 1
 * @param part which part of the dataset is made; null for all of it
 * @param origin what {@code dataset.json} says about how the dataset came into being
 */
public record BuildOptions(
    boolean shuffle,
    boolean replace,
    int threads,
    int mostAhead,
    boolean skipBad,
    int mostImages,
    Part part,
    DatasetOrigin origin) {
  private static final int MOST_THREADS = 16;

  /**
   * One of several parts that are made apart, perhaps on several machines, and joined later.
   *
   * @param index which one, 1 to {@code parts}
   * @param parts how many there are
   */
  public record Part(int index, int parts) {
    /** Checks the numbers. */
    public Part {
      if (index < 1 || index > parts) {
        throw new IllegalArgumentException("part must be 1 to %d, not %d".formatted(parts, index));
      }
    }
  }

  /** Checks the numbers. */
  public BuildOptions {
    if (threads < 1) {
      throw new IllegalArgumentException("threads must be at least 1, not " + threads);
    }
    if (mostAhead < 1) {
      throw new IllegalArgumentException("mostAhead must be at least 1, not " + mostAhead);
    }
    if (mostImages < 1) {
      throw new IllegalArgumentException("mostImages must be at least 1, not " + mostImages);
    }
  }

  /** All images, shuffled, none bad, nothing replaced, one thread for each processor, 2 to 16. */
  public static BuildOptions standard() {
    int processors = Runtime.getRuntime().availableProcessors();
    int threads = Math.max(2, Math.min(processors, MOST_THREADS));
    return new BuildOptions(
        true,
        false,
        threads,
        Integer.MAX_VALUE,
        false,
        Integer.MAX_VALUE,
        null,
        DatasetOrigin.UNKNOWN);
  }

  /** The same with or without shuffling. */
  public BuildOptions withShuffle(boolean value) {
    return new BuildOptions(value, replace, threads, mostAhead, skipBad, mostImages, part, origin);
  }

  /** The same with or without replacing. */
  public BuildOptions withReplace(boolean value) {
    return new BuildOptions(shuffle, value, threads, mostAhead, skipBad, mostImages, part, origin);
  }

  /** The same with another number of threads. */
  public BuildOptions withThreads(int value) {
    return new BuildOptions(shuffle, replace, value, mostAhead, skipBad, mostImages, part, origin);
  }

  /** The same with another limit for the images in memory. */
  public BuildOptions withMostAhead(int value) {
    return new BuildOptions(shuffle, replace, threads, value, skipBad, mostImages, part, origin);
  }

  /** The same, leaving out bad images or failing for them. */
  public BuildOptions withSkipBad(boolean value) {
    return new BuildOptions(shuffle, replace, threads, mostAhead, value, mostImages, part, origin);
  }

  /** The same with another limit for the number of images. */
  public BuildOptions withMostImages(int value) {
    return new BuildOptions(shuffle, replace, threads, mostAhead, skipBad, value, part, origin);
  }

  /** The same for a part of the dataset, or for all of it, which is null. */
  public BuildOptions withPart(Part value) {
    return new BuildOptions(
        shuffle, replace, threads, mostAhead, skipBad, mostImages, value, origin);
  }

  /** The same with other words about its origin. */
  public BuildOptions withOrigin(DatasetOrigin value) {
    return new BuildOptions(shuffle, replace, threads, mostAhead, skipBad, mostImages, part, value);
  }
}
