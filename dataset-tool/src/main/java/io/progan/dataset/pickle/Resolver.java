package io.progan.dataset.pickle;

import io.progan.dataset.numpy.NpyArray;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import net.razorvine.pickle.PickleException;

/**
 * Replaces what exists only while a pickle is read by what callers get: filled arrays for arrays,
 * lists for tuples. Values may contain themselves and be nested to any depth.
 */
final class Resolver {
  private final PickleDialect dialect;
  private final Deque<Object> pending = new ArrayDeque<>();
  private final IdentityHashMap<Object, Object> seen = new IdentityHashMap<>();

  Resolver(PickleDialect dialect) {
    this.dialect = dialect;
  }

  /** The finished value; {@link PickleException} if something in it is no value. */
  Object resolve(Object value) {
    Object resolved = convert(value);
    while (!pending.isEmpty()) {
      visit(pending.pop());
    }
    return resolved;
  }

  private Object convert(Object value) {
    if (value == null
        || value instanceof String
        || value instanceof Number
        || value instanceof Boolean
        || value instanceof byte[]
        || value instanceof NpyArray
        || dialect.isValue(value)) {
      return value;
    }
    if (value instanceof PickledArray array) {
      return array.array();
    }
    Object known = seen.get(value);
    if (known != null) {
      return known;
    }
    Object resolved =
        value instanceof Object[] tuple
            ? Collections.unmodifiableList(Arrays.asList(tuple))
            : container(value);
    seen.put(value, resolved);
    pending.push(value);
    return resolved;
  }

  private static Object container(Object value) {
    if (value instanceof List || value instanceof Map || value instanceof PickledObject) {
      return value;
    }
    throw new PickleException("pickle holds a class or a type as a value");
  }

  @SuppressWarnings("unchecked") // lists and maps are those that the unpickler made
  private void visit(Object value) {
    if (value instanceof Object[] tuple) {
      Arrays.setAll(tuple, i -> convert(tuple[i]));
    } else if (value instanceof List<?> list) {
      ((List<Object>) list).replaceAll(this::convert);
    } else if (value instanceof Map<?, ?> map) {
      ((Map<Object, Object>) map).replaceAll((key, item) -> convert(item));
    } else if (value instanceof PickledObject object) {
      object.argsInPlace().replaceAll(this::convert);
      object.setState(convert(object.state()));
    }
  }
}
