package io.progan.dataset.source;

/** Watches the first look at all pictures and may stop it; called from one thread. */
public interface LookListener {
  /** Watches nothing. */
  LookListener NONE =
      new LookListener() {
        @Override
        public void progress(int done, int total) {}

        @Override
        public void problem(String message) {}
      };

  /** Called after each picture that was looked at. */
  void progress(int done, int total);

  /** Called for each picture that cannot be used, with its name and the reason in one line. */
  void problem(String message);

  /** Asked before each picture; true stops the work. */
  default boolean cancelled() {
    return false;
  }
}
