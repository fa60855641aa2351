package io.progan.core.exchange;

import io.progan.dataset.numpy.NpyArray;
import io.progan.dataset.pickle.PickledObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The attributes of a pickled object, each of the type that is asked for.
 *
 * @param where file and object, for messages
 * @param attributes as the pickle has them
 */
record PickledState(String where, Map<?, ?> attributes) {

  ExchangeException problem(String text) {
    return new ExchangeException(where + ": " + text);
  }

  /** What a value is, for messages. */
  static String kind(Object value) {
    if (value instanceof PickledObject object) {
      return "an object of " + object.module() + "." + object.name();
    }
    if (value instanceof NpyArray) {
      return "an array";
    }
    if (value instanceof List<?>) {
      return "a list";
    }
    if (value instanceof Map<?, ?>) {
      return "a dict";
    }
    return value == null ? "None" : "a value of type " + value.getClass().getSimpleName();
  }

  private <T> T attribute(String key, Class<T> type, String expected) throws ExchangeException {
    if (!attributes.containsKey(key)) {
      throw problem("has no '%s'; not a network that can be imported".formatted(key));
    }
    Object value = attributes.get(key);
    if (!type.isInstance(value)) {
      throw problem("'%s' is %s, expected %s".formatted(key, kind(value), expected));
    }
    return type.cast(value);
  }

  long integer(String key) throws ExchangeException {
    return attribute(key, Number.class, "a number").longValue();
  }

  String text(String key) throws ExchangeException {
    return attribute(key, String.class, "a string");
  }

  List<?> list(String key) throws ExchangeException {
    return attribute(key, List.class, "a list");
  }

  /** Named options. */
  Map<String, Object> options(String key) throws ExchangeException {
    Map<String, Object> options = new LinkedHashMap<>();
    Map<?, ?> given = attribute(key, Map.class, "a dict");
    for (Map.Entry<?, ?> option : given.entrySet()) {
      if (!(option.getKey() instanceof String name)) {
        throw problem("'%s' has a key that is %s".formatted(key, kind(option.getKey())));
      }
      options.put(name, option.getValue());
    }
    return options;
  }

  /** A list of pairs of name and array. */
  Map<String, NpyArray> variables(String key) throws ExchangeException {
    Map<String, NpyArray> variables = new LinkedHashMap<>();
    for (Object entry : list(key)) {
      if (!(entry instanceof List<?> pair)
          || pair.size() != 2
          || !(pair.get(0) instanceof String name)) {
        throw problem("'%s' holds something else than pairs of name and array".formatted(key));
      }
      variables.put(name, array(name, pair.get(1)));
    }
    return variables;
  }

  /** A value as an array; a plain number is one without dimensions. */
  NpyArray array(String name, Object value) throws ExchangeException {
    if (value instanceof NpyArray array) {
      return array;
    }
    if (value instanceof Number number) {
      return NpyArray.of(new double[] {number.doubleValue()});
    }
    throw problem("%s is %s, expected an array".formatted(name, kind(value)));
  }
}
