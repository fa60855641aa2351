package io.progan.core.state;

import io.progan.core.graph.Graph;
import io.progan.core.graph.Tensor;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * The slots of one network as inputs of a graph, shared by all passes of the network through it.
 *
 * <p>An input appears when a layer first asks for it; what layers derive from it (scaled weights)
 * is computed once a graph, however many passes share it.
 */
public final class SlotInputs {

  private final Graph graph;
  private final String network;
  private final Map<Slot, Tensor> inputs = new LinkedHashMap<>();
  private final Map<Slot, Tensor> updates = new LinkedHashMap<>();
  private final Map<String, Tensor> derived = new HashMap<>();

  /**
   * Prepares the slots of a network.
   *
   * @param graph the graph that gets the inputs
   * @param network the prefix of the inputs' names, for example {@code G}
   */
  public SlotInputs(Graph graph, String network) {
    this.graph = graph;
    this.network = network;
  }

  /** The graph that the slots are inputs of. */
  public Graph graph() {
    return graph;
  }

  /** The slots that the graph reads so far, with the graph's inputs. */
  public Map<Slot, Tensor> inputs() {
    return Collections.unmodifiableMap(inputs);
  }

  /** The new values of kept slots, as the passes so far leave them. */
  public Map<Slot, Tensor> updates() {
    return Collections.unmodifiableMap(updates);
  }

  /** The name of a slot's graph input. */
  public String inputName(Slot slot) {
    return network + "/" + slot.name();
  }

  /** What a slot holds; of a kept slot, what the last update in this graph has left in it. */
  Tensor value(Slot slot) {
    Tensor input = inputs.computeIfAbsent(slot, s -> graph.input(inputName(s), s.shape()));
    return updates.getOrDefault(slot, input);
  }

  void update(Slot slot, Tensor value) {
    if (slot.trained()) {
      throw new IllegalArgumentException(slot + " is trained, which no layer may update");
    }
    updates.put(slot, value);
  }

  Tensor derive(String key, Supplier<Tensor> make) {
    Tensor known = derived.get(key);
    if (known == null) {
      known = make.get();
      derived.put(key, known);
    }
    return known;
  }
}
