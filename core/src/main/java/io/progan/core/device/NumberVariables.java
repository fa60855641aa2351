package io.progan.core.device;

import java.util.Map;
import java.util.Optional;

/**
 * Numbers in environment variables that native libraries and ND4J read themselves. At some of the
 * values that mean nothing they end the process, or fail without naming the variable.
 */
public final class NumberVariables {

  /** More than any processor has; tens of thousands make the system run out of threads. */
  private static final int MOST_THREADS = 1024;

  /** A variable that may be unset, blank, or a number from least to greatest. */
  private enum Variable {
    OMP_NUM_THREADS(1, MOST_THREADS),
    OMP_THREAD_LIMIT(1, Integer.MAX_VALUE),
    SD_MASTER_THREADS(1, MOST_THREADS),
    SD_MAX_THREADS(1, MOST_THREADS),
    BACKEND_PRIORITY_CPU(0, Integer.MAX_VALUE),
    BACKEND_PRIORITY_GPU(0, Integer.MAX_VALUE);

    private final int least;
    private final int greatest;

    Variable(int least, int greatest) {
      this.least = least;
      this.greatest = greatest;
    }

    private boolean allows(String value) {
      try {
        int number = Integer.parseInt(value);
        return number >= least && number <= greatest;
      } catch (NumberFormatException e) {
        return false;
      }
    }
  }

  private NumberVariables() {}

  /**
   * What is wrong with them, in one line that names the variable.
   *
   * @param environment the variables of this process
   */
  public static Optional<String> problem(Map<String, String> environment) {
    for (Variable variable : Variable.values()) {
      String value = environment.get(variable.name());
      if (value != null && !value.isBlank() && !variable.allows(value)) {
        return Optional.of(
            "%s=%s: in the environment, not a number from %d to %d; set it to one, or unset it"
                .formatted(variable, value, variable.least, variable.greatest));
      }
    }
    return Optional.empty();
  }
}
