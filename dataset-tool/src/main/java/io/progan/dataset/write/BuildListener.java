package io.progan.dataset.write;

/** Watches a dataset being made and may stop it; called from the thread that builds. */
@FunctionalInterface
public interface BuildListener {
  /** Watches nothing. */
  BuildListener NONE = (done, total) -> {};

  /** Called once at the start with 0 and after each image that is written. */
  void progress(int done, int total);

  /** Asked before each image; true stops the work and deletes what was written. */
  default boolean cancelled() {
    return false;
  }
}
