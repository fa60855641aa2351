package io.progan.core.exchange;

import io.progan.core.network.Network;
import io.progan.core.state.Slot;
import io.progan.dataset.numpy.NpyArray;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Checks the variables of a network.
 *
 * @param where file and network, for messages
 * @param original the network
 */
record VariableCheck(String where, OriginalNetwork original) {

  /** Throws if a variable is missing, too many, of another shape, or not finite. */
  void check(Network network) throws ExchangeException {
    List<Slot> parameters = network.slots();
    Set<String> extra = new HashSet<>(original.variables().keySet());
    for (Slot slot : parameters) {
      check(slot.name(), slot.shape());
      extra.remove(slot.name());
    }
    check(OriginalNetwork.LOD, new long[0]);
    extra.remove(OriginalNetwork.LOD);
    if (!extra.isEmpty()) {
      throw problem(extra.iterator().next(), "is not a variable of a network with its options");
    }
  }

  private void check(String name, long[] shape) throws ExchangeException {
    NpyArray array = original.variables().get(name);
    if (array == null) {
      throw problem(name, "is missing");
    }
    long[] found = Arrays.stream(array.shape()).asLongStream().toArray();
    if (!Arrays.equals(found, shape)) {
      throw problem(
          name, "is %s, expected %s".formatted(Arrays.toString(found), Arrays.toString(shape)));
    }
    for (float value : array.floats()) {
      if (!Float.isFinite(value)) {
        throw problem(name, "holds numbers that are not finite");
      }
    }
  }

  private ExchangeException problem(String variable, String text) {
    return new ExchangeException("%s: variable %s %s".formatted(where, variable, text));
  }
}
