package io.progan.core.device;

/** This machine, or what is set on it, does not let native code run; says why and what to do. */
public final class BackendException extends RuntimeException {

  private static final long serialVersionUID = 1;

  /** With what and where, and what to do. */
  public BackendException(String message) {
    super(message);
  }
}
