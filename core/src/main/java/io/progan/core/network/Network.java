package io.progan.core.network;

import io.progan.core.layer.Layer;
import io.progan.core.layer.Parameter;
import java.util.List;

/** What both networks have in common: layers in the original's order of creation. */
public interface Network {

  /** {@code G} or {@code D}: the prefix of the network's variables in snapshots and graphs. */
  String name();

  /** All layers up to the full resolution, in the original's order. */
  List<Layer> layers();

  /** Whether weights are multiplied by their scale at run time (equalized learning rate). */
  boolean equalized();

  /** What each layer gives out for one image at full resolution, for people. */
  List<LayerRow> table();

  /** All parameters in the original's order. */
  default List<Parameter> parameters() {
    return layers().stream().flatMap(layer -> layer.parameters().stream()).toList();
  }

  /** The number of trainable numbers. */
  default long parameterCount() {
    return parameters().stream().mapToLong(Parameter::length).sum();
  }
}
