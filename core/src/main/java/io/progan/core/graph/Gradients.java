package io.progan.core.graph;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reverse-mode differentiation of a {@link Graph}.
 *
 * <p>The gradients are ordinary tensors of the same graph, so they can be differentiated again: the
 * gradient penalty of WGAN-GP is the gradient of a function of a gradient. Only what lies between
 * the result and the wanted inputs is added; a discriminator through which a gradient merely passes
 * gets no weight gradients.
 */
public final class Gradients {

  private Gradients() {}

  /**
   * The gradients of a scalar.
   *
   * @param y a scalar, or any tensor whose elements are summed
   * @param xs the tensors to differentiate by
   * @return the gradient at each of {@code xs}, of its shape; no entry for those that do not
   *     influence {@code y}
   * @throws IllegalStateException if one of them influences {@code y} through an operation that
   *     cannot be differentiated; the message names it
   */
  public static Map<Tensor, Tensor> of(Tensor y, List<Tensor> xs) {
    Set<Tensor> active = influencedBy(y.graph(), xs);
    Map<Tensor, Tensor> gradients = new HashMap<>();
    if (!active.contains(y)) {
      return gradients;
    }
    gradients.put(y, y.graph().constant(y.dataType(), 1));
    List<Graph.Node> tape = List.copyOf(y.graph().tape());
    for (int i = tape.size() - 1; i >= 0; i--) {
      propagate(tape.get(i), active, gradients);
    }
    gradients.keySet().retainAll(Set.copyOf(xs));
    gradients.replaceAll((x, gradient) -> Reduction.repeat(gradient, x.shape()));
    return gradients;
  }

  /**
   * The same value, through which deliberately no gradient flows: it counts as a constant.
   *
   * @param x any tensor
   * @return a tensor of the same variable; nothing is copied
   */
  public static Tensor stop(Tensor x) {
    return x.graph().stopped(x);
  }

  private static Set<Tensor> influencedBy(Graph graph, List<Tensor> xs) {
    Set<Tensor> active = new HashSet<>(xs);
    for (Graph.Node node : graph.tape()) {
      if (node.inputs().stream().anyMatch(active::contains)) {
        active.add(node.output());
      }
    }
    return active;
  }

  private static void propagate(
      Graph.Node node, Set<Tensor> active, Map<Tensor, Tensor> gradients) {
    Tensor outputGradient = gradients.get(node.output());
    if (outputGradient == null || !active.contains(node.output())) {
      return;
    }
    List<Tensor> inputs = node.inputs();
    boolean[] wanted = new boolean[inputs.size()];
    boolean any = false;
    for (int i = 0; i < wanted.length; i++) {
      wanted[i] = active.contains(inputs.get(i));
      any |= wanted[i];
    }
    if (!any) {
      return;
    }
    List<Tensor> inputGradients = node.backward().apply(outputGradient, wanted);
    for (int i = 0; i < wanted.length; i++) {
      if (wanted[i]) {
        gradients.merge(inputs.get(i), inputGradients.get(i), Tensor::plus);
      }
    }
  }
}
