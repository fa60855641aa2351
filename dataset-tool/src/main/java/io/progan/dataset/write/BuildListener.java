package io.progan.dataset.write;

import io.progan.dataset.DatasetException;

/** Watches a dataset being made and may stop it; called from the thread that builds. */
@FunctionalInterface
public interface BuildListener {
  /** Watches nothing. */
  BuildListener NONE = (done, total) -> {};

  /** Called once at the start with 0 and after each image that is written. */
  void progress(int done, int total);

  /**
   * Called for an image that is left out because it cannot be used.
   *
   * @param index its number in the source
   * @param reason names the image and says what is wrong
   */
  default void skipped(int index, DatasetException reason) {}

  /** Asked before each image; true stops the work and deletes what was written. */
  default boolean cancelled() {
    return false;
  }
}
