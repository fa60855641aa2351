package io.progan.metrics.feature.tensorflow;

/** A file is no frozen graph, or has something in it that cannot be rewritten: one line. */
public final class GraphFormatException extends Exception {

  private static final long serialVersionUID = 1L;

  GraphFormatException(String problem) {
    super(problem);
  }

  GraphFormatException(String problem, Throwable cause) {
    super(problem, cause);
  }
}
