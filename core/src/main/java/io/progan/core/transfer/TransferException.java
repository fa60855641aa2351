package io.progan.core.transfer;

/** Trained networks that a training cannot start from; the message is one line. */
public final class TransferException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** Says what does not fit. */
  public TransferException(String message) {
    super(message);
  }
}
