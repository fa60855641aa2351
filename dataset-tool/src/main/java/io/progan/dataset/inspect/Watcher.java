package io.progan.dataset.inspect;

/** Watches something that goes through a dataset and may stop it; called from one thread. */
@FunctionalInterface
public interface Watcher {
  /** Watches nothing. */
  Watcher NONE = (done, total) -> {};

  /** Called now and then with the number of images, or other pieces of work, that are done. */
  void progress(long done, long total);

  /** Asked now and then; true stops the work with a {@code CancellationException}. */
  default boolean cancelled() {
    return false;
  }
}
