package io.progan.core.training.watch;

import io.progan.core.device.HostValues;
import io.progan.core.layer.weight.SpectralWeight;
import io.progan.core.network.Network;
import io.progan.core.state.Slot;
import io.progan.core.training.state.Role;
import io.progan.core.training.state.TrainingState;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The largest singular values of weights, as the power iteration of spectral norm follows them. */
public final class SingularValues {

  private SingularValues() {}

  /**
   * Those of both networks.
   *
   * @return by network and layer, for example {@code G/blocks.0.0.conv1}, from the largest on;
   *     empty for networks without spectral norm
   */
  public static Map<String, List<Double>> of(TrainingState state) {
    Map<String, List<Double>> all = new LinkedHashMap<>();
    for (Role role : Role.values()) {
      Network network = state.network(role);
      network.layers().stream()
          .flatMap(layer -> layer.weights().stream())
          .filter(SpectralWeight.class::isInstance)
          .map(SpectralWeight.class::cast)
          .forEach(
              weight -> {
                List<Double> values = new ArrayList<>();
                for (Slot slot : weight.values()) {
                  values.add(HostValues.doubles(state.weights(role).view(slot.name()))[0]);
                }
                String layer = weight.slot().name().replaceFirst("\\.weight$", "");
                all.put(network.name() + "/" + layer, values);
              });
    }
    return all;
  }
}
