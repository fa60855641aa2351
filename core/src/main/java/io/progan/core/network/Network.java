package io.progan.core.network;

import io.progan.core.layer.Layer;
import io.progan.core.layer.weight.Weight;
import io.progan.core.state.Precision;
import io.progan.core.state.Slot;
import io.progan.core.state.StateVector;
import java.util.List;

/** What all networks have in common: layers in the original's order of creation. */
public interface Network {

  /** {@code G} or {@code D}: the prefix of the network's variables in snapshots and graphs. */
  String name();

  /** The numbers that it computes with. */
  Precision precision();

  /** All layers up to the full resolution, in the original's order. */
  List<Layer> layers();

  /** How far the network can have grown, without fading, from the coarsest stage on. */
  List<Stage> stages();

  /**
   * Runs one forward pass in a graph of its own, without computing anything.
   *
   * @param stage how far the network has grown
   * @param minibatch images of the pass
   */
  NetworkTrace trace(Stage stage, int minibatch);

  /** What each layer gives out for one image at full resolution, for people. */
  List<LayerRow> table();

  /** All slots in the original's order. */
  default List<Slot> slots() {
    return layers().stream().flatMap(layer -> layer.slots().stream()).toList();
  }

  /**
   * Lets the network follow how the training goes.
   *
   * @param state of the network, which may be changed in its kept slots
   * @param loss of its last step in the iteration that has ended
   */
  default void iterationEnded(StateVector state, double loss) {}

  /** The weights that orthogonal regularisation is for. */
  default List<Weight> regularizedWeights() {
    return layers().stream().flatMap(layer -> layer.weights().stream()).toList();
  }

  /** The number of trained numbers. */
  default long parameterCount() {
    return slots().stream().filter(Slot::trained).mapToLong(Slot::length).sum();
  }
}
