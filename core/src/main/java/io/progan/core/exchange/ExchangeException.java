package io.progan.core.exchange;

import java.io.IOException;

/** A file of networks cannot be used; the message names the file and says why, in one line. */
public final class ExchangeException extends IOException {

  private static final long serialVersionUID = 1;

  /** Says which file cannot be used and why. */
  public ExchangeException(String message) {
    super(message);
  }

  /** The same with the exception behind it. */
  public ExchangeException(String message, Throwable cause) {
    super(message, cause);
  }
}
