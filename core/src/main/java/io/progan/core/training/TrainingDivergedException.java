package io.progan.core.training;

/** Training cannot go on: the gradients are not finite any more. The message is one line. */
public final class TrainingDivergedException extends RuntimeException {

  private static final long serialVersionUID = 1;

  /** Says what was seen. */
  public TrainingDivergedException(String message) {
    super(message);
  }
}
