package io.progan.core.graph;

import java.util.List;

/**
 * The gradient rule of one operation, written in operations of the graph so that the gradient can
 * be differentiated again.
 */
@FunctionalInterface
interface Backward {

  /**
   * Adds the gradients at the operation's inputs to the graph.
   *
   * @param outputGradient the gradient at the output, of the output's shape or broadcastable to it
   * @param wanted for each input, whether its gradient will be read
   * @return for each input its gradient, of the input's shape or broadcastable to it; null where it
   *     is not wanted
   */
  List<Tensor> apply(Tensor outputGradient, boolean[] wanted);
}
