package io.progan.core.exchange;

import io.progan.core.state.Slot;
import io.progan.core.state.StateVector;
import io.progan.dataset.numpy.NpyArray;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A network as the original describes it: the options of the function that builds it, and its
 * variables.
 *
 * @param options by the original's names, for example {@code fmap_base}; plain values
 * @param variables by the original's names, for example {@code 4x4/Conv/weight}, with {@code lod}
 */
public record OriginalNetwork(Map<String, Object> options, Map<String, NpyArray> variables) {

  /** The variable that holds the level of detail. */
  public static final String LOD = "lod";

  /** Copies the maps; their order stays. */
  public OriginalNetwork {
    options = Collections.unmodifiableMap(new LinkedHashMap<>(options));
    variables = Collections.unmodifiableMap(new LinkedHashMap<>(variables));
  }

  /** Copies the variables into the slots of the same names. */
  void copyTo(StateVector vector) {
    for (Slot slot : vector.slots()) {
      try (INDArray copy = Nd4j.createFromArray(variables.get(slot.name()).floats())) {
        vector.view(slot.name()).assign(copy.reshape(slot.shape()));
      }
    }
  }
}
