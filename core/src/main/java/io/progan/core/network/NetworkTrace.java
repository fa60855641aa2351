package io.progan.core.network;

import io.progan.core.state.LayerTrace;
import io.progan.core.state.Pass;
import java.util.List;
import java.util.Optional;

/**
 * What a network is, told by what its forward pass did: the only model of a network that tables,
 * estimates and exports read.
 *
 * @param layers in the order in which they ran
 */
public record NetworkTrace(List<LayerTrace> layers) {

  static NetworkTrace of(Pass pass) {
    return new NetworkTrace(pass.layers());
  }

  /** The layer of a name, if it took part. */
  public Optional<LayerTrace> layer(String name) {
    return layers.stream().filter(layer -> layer.name().equals(name)).findFirst();
  }

  /** The floating-point operations of all layers. */
  public double flops() {
    return layers.stream().mapToDouble(LayerTrace::flops).sum();
  }

  /** The elements of the largest output of a layer. */
  public long largestOutput() {
    return layers.stream().mapToLong(LayerTrace::outputLength).max().orElse(0);
  }
}
