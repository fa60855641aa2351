package io.progan.core.network.residual;

import io.progan.core.graph.Arithmetic;
import io.progan.core.graph.Tensor;
import io.progan.core.layer.Layer;
import io.progan.core.state.Pass;
import java.util.List;

/** Some layers with a way around them. */
interface Block {

  /** The layers in the original's order. */
  List<Layer> layers();

  /**
   * Runs the block.
   *
   * @param pass with the condition of the block's norms
   * @param x {@code [minibatch, in, height, width]}
   */
  Tensor forward(Pass pass, Tensor x);

  /** A single layer with no way around it, or with one of its own. */
  static Block of(Layer layer) {
    return new Block() {
      @Override
      public List<Layer> layers() {
        return List.of(layer);
      }

      @Override
      public Tensor forward(Pass pass, Tensor x) {
        return layer.run(pass, x);
      }
    };
  }

  /** {@code max(x, 0)}, with a slope of 0 at 0. */
  static Tensor relu(Tensor x) {
    return Arithmetic.leakyRelu(x, 0);
  }
}
