package io.progan.core.training;

/** A training has gone wrong in a way that it does not recover from. The message is one line. */
public final class TrainingDivergedException extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final long imagesSeen;

  /**
   * Says what was seen, and when.
   *
   * @param imagesSeen real images shown so far
   * @param seen the signs in words
   */
  public TrainingDivergedException(long imagesSeen, String seen) {
    super("training diverged at %s kimg: %s".formatted(imagesSeen / 1000.0, seen));
    this.imagesSeen = imagesSeen;
  }

  /** Real images shown when it was seen. */
  public long imagesSeen() {
    return imagesSeen;
  }
}
