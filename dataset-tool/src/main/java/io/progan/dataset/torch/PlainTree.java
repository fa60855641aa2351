package io.progan.dataset.torch;

import io.progan.dataset.DatasetException;
import io.progan.dataset.numpy.NpyArray;
import io.progan.dataset.numpy.NpyType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Turns what a pickle reader gives into unmodifiable values that {@link TorchFile} promises. */
final class PlainTree {
  private static final int DEEPEST = 100;

  private final String place;
  private final IdentityHashMap<Object, Object> done = new IdentityHashMap<>();

  /**
   * For one tree.
   *
   * @param place where it comes from, for messages
   */
  PlainTree(String place) {
    this.place = place;
  }

  Object convert(Object value) throws DatasetException {
    return convert(value, 0);
  }

  private Object convert(Object value, int depth) throws DatasetException {
    if (depth > DEEPEST) {
      throw new DatasetException(
          "%s: values are nested more than %d deep, or contain themselves"
              .formatted(place, DEEPEST));
    }
    if (value instanceof Integer number) {
      return number.longValue();
    }
    if (value instanceof NpyArray array && array.shape().length == 0) {
      return scalar(array);
    }
    if (!(value instanceof List || value instanceof Map)) {
      return value;
    }
    Object known = done.get(value);
    if (known == null) {
      known = value instanceof List<?> list ? list(list, depth) : map((Map<?, ?>) value, depth);
      done.put(value, known);
    }
    return known;
  }

  private List<Object> list(List<?> from, int depth) throws DatasetException {
    List<Object> list = new ArrayList<>(from.size());
    for (Object item : from) {
      list.add(convert(item, depth + 1));
    }
    return Collections.unmodifiableList(list);
  }

  private Map<Object, Object> map(Map<?, ?> from, int depth) throws DatasetException {
    Map<Object, Object> map = new LinkedHashMap<>();
    for (Map.Entry<?, ?> entry : from.entrySet()) {
      map.put(convert(entry.getKey(), depth + 1), convert(entry.getValue(), depth + 1));
    }
    return Collections.unmodifiableMap(map);
  }

  private static Object scalar(NpyArray array) {
    boolean real = array.type() == NpyType.FLOAT32 || array.type() == NpyType.FLOAT64;
    return real ? (Object) array.doubles()[0] : (Object) array.longs()[0];
  }

  /** What a value is, for messages. */
  static String describe(Object value) {
    if (value == null) {
      return "None";
    }
    if (value instanceof Map) {
      return "a dictionary";
    }
    if (value instanceof List) {
      return "a list";
    }
    if (value instanceof TorchTensor) {
      return "a tensor";
    }
    if (value instanceof String) {
      return "text";
    }
    return value instanceof Boolean ? "a truth value" : "a number or an array of NumPy";
  }
}
