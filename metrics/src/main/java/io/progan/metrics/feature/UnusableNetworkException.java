package io.progan.metrics.feature;

/** Says what is wrong with a network, without the name of its file. */
final class UnusableNetworkException extends Exception {

  private static final long serialVersionUID = 1L;

  UnusableNetworkException(String problem) {
    super(problem);
  }

  UnusableNetworkException(String problem, Throwable cause) {
    super(problem, cause);
  }
}
