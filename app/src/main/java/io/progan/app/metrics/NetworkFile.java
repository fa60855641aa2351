package io.progan.app.metrics;

import io.progan.metrics.feature.FeatureNetwork;
import io.progan.metrics.feature.FeatureNetworks;
import io.progan.metrics.feature.NetworkNames;
import java.io.IOException;
import java.nio.file.Path;

/**
 * The file of a feature network.
 *
 * @param path where it lies
 * @param names of its input and outputs, if they are not to be detected
 */
public record NetworkFile(Path path, NetworkNames names) {

  /**
   * Loads the network; the caller closes it.
   *
   * @throws io.progan.metrics.feature.FeatureNetworkException if the file is no network that can be
   *     used; the message names it
   * @throws IOException if it cannot be read
   */
  FeatureNetwork open() throws IOException {
    return FeatureNetworks.open(path, names);
  }
}
