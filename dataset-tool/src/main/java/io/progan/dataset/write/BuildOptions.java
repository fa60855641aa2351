package io.progan.dataset.write;

/**
 * How a dataset is made from a source.
 *
 * @param shuffle whether images come in the order of {@code RandomState(123).shuffle} instead of
 *     the source's
 * @param replace whether a dataset already in the folder is replaced
 * @param threads how many images are decoded and encoded at once, at least 1; the result is the
 *     same
 */
public record BuildOptions(boolean shuffle, boolean replace, int threads) {
  private static final int MOST_THREADS = 16;

  /** Checks the number of threads. */
  public BuildOptions {
    if (threads < 1) {
      throw new IllegalArgumentException("threads must be at least 1, not " + threads);
    }
  }

  /** Shuffled, nothing replaced, one thread for each processor, 2 to 16. */
  public static BuildOptions standard() {
    int processors = Runtime.getRuntime().availableProcessors();
    return new BuildOptions(true, false, Math.max(2, Math.min(processors, MOST_THREADS)));
  }

  /** The same with or without shuffling. */
  public BuildOptions withShuffle(boolean value) {
    return new BuildOptions(value, replace, threads);
  }

  /** The same with or without replacing. */
  public BuildOptions withReplace(boolean value) {
    return new BuildOptions(shuffle, value, threads);
  }

  /** The same with another number of threads. */
  public BuildOptions withThreads(int value) {
    return new BuildOptions(shuffle, replace, value);
  }
}
