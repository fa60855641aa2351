package io.progan.dataset;

import java.io.IOException;

/**
 * Input that is broken or does not fit: the message is one line for the user and says what is
 * wrong, where (file, record, offset) and, if known, what to do.
 */
public final class DatasetException extends IOException {
  private static final long serialVersionUID = 1L;

  /** An error that is found here. */
  public DatasetException(String message) {
    super(message);
  }

  /** An error whose technical cause is worth keeping for a stack trace. */
  public DatasetException(String message, Throwable cause) {
    super(message, cause);
  }
}
