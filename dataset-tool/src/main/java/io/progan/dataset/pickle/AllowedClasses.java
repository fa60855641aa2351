package io.progan.dataset.pickle;

import java.util.Arrays;
import java.util.Set;

/**
 * Objects of some classes.
 *
 * @param names module and name of each
 */
record AllowedClasses(Set<String> names) implements PickleDialect {
  @Override
  public PickleFunction find(String module, String name) {
    return names.contains(module + "." + name)
        ? args -> new PickledObject(module, name, Arrays.asList(args))
        : null;
  }

  @Override
  public String readable() {
    return names.isEmpty()
        ? "plain values and NumPy arrays"
        : "plain values, NumPy arrays and " + names;
  }
}
