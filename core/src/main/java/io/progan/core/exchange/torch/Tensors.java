package io.progan.core.exchange.torch;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/**
 * The tensors of a network under the names and in the layouts of BigGAN-PyTorch's state
 * dictionaries: convolutions {@code [out, in, height, width]}, linear maps {@code [out, in]},
 * embeddings {@code [classes, size]}. Elements are read when they are asked for.
 */
interface Tensors extends Closeable {

  /** The shapes by name, in the file's order. */
  Map<String, long[]> shapes();

  /**
   * The elements of a tensor in C order.
   *
   * @param name one that has a shape
   */
  float[] floats(String name) throws IOException;

  /** Options of the network that the file's origin tells, and shapes do not. */
  Map<String, Object> told();

  /** What a user should know about how the numbers came about, without the file's name. */
  List<String> notes();
}
