package io.progan.metrics.feature;

import java.io.IOException;
import java.nio.file.Path;

/**
 * Opens feature networks from files, which run in ONNX Runtime on the processor: ONNX files and
 * frozen TensorFlow graphs, above all Inception of 2015-12-05 ({@code
 * classify_image_graph_def.pb}).
 */
public final class FeatureNetworks {

  private FeatureNetworks() {}

  /**
   * Opens a file and tries the network on two pictures.
   *
   * <p>For a frozen graph, see {@link io.progan.metrics.feature.tensorflow.FrozenGraph}. In an ONNX
   * file, input and outputs that are not named are detected: the input is the only one of four
   * axes, one of which holds three colours; classes are the output whose name speaks of softmax,
   * logits, probabilities or classes, or whose rows sum to 1; the features are the output called
   * {@code pool_3} or features, or that of 2048 numbers, or the only other one. Logits, which do
   * not sum to 1, become probabilities by a softmax.
   *
   * <p>The network gets values in [0, 255]. If its input has a fixed size, pictures are scaled to
   * it as {@link io.progan.metrics.image.BilinearFilter} does; if not, they go in as they are.
   *
   * @param file the network
   * @param names names inside the file, where they are not to be detected
   * @throws FeatureNetworkException if the file is no network or one that does not fit
   * @throws IOException if it cannot be read
   */
  public static FeatureNetwork open(Path file, NetworkNames names) throws IOException {
    NetworkFile network = NetworkFile.read(file);
    try {
      return OnnxNetwork.open(network, names);
    } catch (UnusableNetworkException e) {
      throw new FeatureNetworkException(file, e.getMessage(), e);
    }
  }
}
