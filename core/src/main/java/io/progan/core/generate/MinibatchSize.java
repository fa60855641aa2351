package io.progan.core.generate;

import io.progan.core.network.GeneratorNetwork;
import io.progan.core.network.Network;
import io.progan.core.network.Stage;
import io.progan.core.session.SessionMemory;
import org.nd4j.linalg.api.buffer.DataType;

/** How many images are computed at a time. */
final class MinibatchSize {

  /**
   * The values of one layer's output, 32 MB in single precision: enough to keep all cores busy, and
   * little enough that a network at 1024x1024, whose layers have half of that for each image, runs
   * in a few hundred megabytes.
   */
  private static final long LAYER_VALUES = 8L << 20;

  private static final int MOST = 64;

  /** The JVM, libraries, and the heap for a minibatch of images. */
  private static final long BASE_BYTES = 400L << 20;

  private MinibatchSize() {}

  /**
   * A power of two that keeps the largest layer below a fixed size.
   *
   * @param network the network
   * @param stage how far it has grown
   */
  static int forImages(Network network, Stage stage) {
    long largest = Math.max(1, network.trace(stage, 1).largestOutput());
    return (int) Long.highestOneBit(Math.max(1, Math.min(MOST, LAYER_VALUES / largest)));
  }

  /**
   * As many for a generator, or as many fewer as fit into memory.
   *
   * @param network the network
   * @param type of its values
   * @param stage how far it has grown
   */
  static int forGenerator(GeneratorNetwork network, DataType type, Stage stage) {
    long taken = BASE_BYTES + network.parameterCount() * type.width();
    return SessionMemory.imagesThatFit(network, type, stage, forImages(network, stage), taken);
  }
}
