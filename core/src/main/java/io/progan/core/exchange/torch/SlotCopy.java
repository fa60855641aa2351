package io.progan.core.exchange.torch;

import io.progan.core.exchange.ExchangeException;
import io.progan.core.layer.weight.Weight;
import io.progan.core.network.Network;
import io.progan.core.state.Slot;
import io.progan.core.state.StateVector;
import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Brings tensors into the slots of a network: of the same names, but with the outputs of a weight
 * last instead of first. One tensor is in memory at a time.
 */
final class SlotCopy {

  /** A single number; a vector of one here. */
  private static final String GAMMA = ".gamma";

  private final String where;
  private final Network network;
  private final Set<String> turned;

  /**
   * @param where the file, for messages
   * @param network whose slots are meant
   */
  SlotCopy(String where, Network network) {
    this.where = where;
    this.network = network;
    this.turned =
        network.layers().stream()
            .flatMap(layer -> layer.weights().stream())
            .filter(weight -> !weight.outputsFirst())
            .map(Weight::slot)
            .map(Slot::name)
            .collect(Collectors.toSet());
  }

  /**
   * Checks that there is a tensor for each slot and none beyond them.
   *
   * @throws ExchangeException naming the first that is missing, too many, or of another shape
   */
  void check(Map<String, long[]> shapes) throws ExchangeException {
    for (Map.Entry<String, long[]> expected : shapes().entrySet()) {
      String name = expected.getKey();
      long[] found = shapes.get(name);
      if (found == null) {
        throw problem(name, "is missing");
      }
      boolean number = name.endsWith(GAMMA) && found.length == 0;
      if (!number && !Arrays.equals(found, expected.getValue())) {
        throw problem(
            name,
            "is %s, expected %s"
                .formatted(Arrays.toString(found), Arrays.toString(expected.getValue())));
      }
    }
    Set<String> extra = new LinkedHashSet<>(shapes.keySet());
    extra.removeAll(shapes().keySet());
    if (!extra.isEmpty()) {
      throw problem(extra.iterator().next(), "belongs to no layer of such a network");
    }
  }

  /** The shapes that tensors must have, by name. */
  Map<String, long[]> shapes() {
    Map<String, long[]> shapes = new LinkedHashMap<>();
    network.slots().forEach(slot -> shapes.put(slot.name(), published(slot)));
    return shapes;
  }

  /** The shape of a slot with the outputs first. */
  private long[] published(Slot slot) {
    long[] s = slot.shape();
    if (!turned.contains(slot.name())) {
      return s;
    }
    return s.length == 4 ? new long[] {s[3], s[2], s[0], s[1]} : new long[] {s[1], s[0]};
  }

  /**
   * Copies all tensors, which have been checked.
   *
   * @throws ExchangeException if one holds numbers that are not finite
   */
  void copy(Tensors tensors, StateVector vector) throws IOException {
    for (Slot slot : vector.slots()) {
      float[] values = tensors.floats(slot.name());
      for (float value : values) {
        if (!Float.isFinite(value)) {
          throw problem(slot.name(), "holds numbers that are not finite");
        }
      }
      try (INDArray copy = Nd4j.createFromArray(values)) {
        INDArray published = copy.reshape('c', published(slot));
        vector.view(slot.name()).assign(turned(slot, published));
      }
    }
  }

  private INDArray turned(Slot slot, INDArray published) {
    if (!turned.contains(slot.name())) {
      return published;
    }
    return published.rank() == 4 ? published.permute(2, 3, 1, 0) : published.permute(1, 0);
  }

  private ExchangeException problem(String tensor, String text) {
    return new ExchangeException("%s: %s %s".formatted(where, tensor, text));
  }
}
