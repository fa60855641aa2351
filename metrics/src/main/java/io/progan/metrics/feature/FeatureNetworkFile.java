package io.progan.metrics.feature;

import java.io.IOException;
import java.nio.file.Path;

/**
 * The file of a feature network, which runs in ONNX Runtime on the processor: an ONNX file or a
 * frozen TensorFlow graph, above all Inception of 2015-12-05 ({@code classify_image_graph_def.pb}).
 *
 * @param path the file; not looked at before it is opened
 * @param names names inside the file, where they are not to be detected
 * @param bias what becomes of the bias of the classes
 */
public record FeatureNetworkFile(Path path, NetworkNames names, ClassBias bias) {

  /** A file with the usual bias. */
  public FeatureNetworkFile(Path path, NetworkNames names) {
    this(path, names, ClassBias.USUAL);
  }

  /**
   * Opens the file and tries the network on two pictures; the caller closes it.
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
   * @throws FeatureNetworkException if the file is no network or one that does not fit; the message
   *     names it
   * @throws IOException if it cannot be read
   */
  public FeatureNetwork open() throws IOException {
    NetworkContent content = NetworkContent.read(path);
    try {
      return OnnxNetwork.open(content, names, bias);
    } catch (UnusableNetworkException e) {
      throw new FeatureNetworkException(path, e.getMessage(), e);
    }
  }
}
