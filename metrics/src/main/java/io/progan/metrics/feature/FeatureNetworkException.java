package io.progan.metrics.feature;

import java.io.IOException;
import java.nio.file.Path;

/**
 * A file is no feature network, or not one that can be used: one line that starts with its path.
 */
public final class FeatureNetworkException extends IOException {

  private static final long serialVersionUID = 1L;

  FeatureNetworkException(Path file, String problem) {
    super(file + ": " + problem);
  }

  FeatureNetworkException(Path file, String problem, Throwable cause) {
    super(file + ": " + problem, cause);
  }
}
