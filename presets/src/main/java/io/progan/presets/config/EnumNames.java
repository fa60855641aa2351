package io.progan.presets.config;

import java.util.Arrays;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Looks up enum constants by the name that they have in JSON. */
final class EnumNames {

  private EnumNames() {}

  static <E extends Enum<E>> E find(E[] values, Function<E, String> jsonName, String wanted) {
    for (E value : values) {
      if (jsonName.apply(value).equals(wanted)) {
        return value;
      }
    }
    String allowed = Arrays.stream(values).map(jsonName).collect(Collectors.joining(", "));
    throw new ConfigException("", "must be one of " + allowed + "; got \"" + wanted + "\"");
  }
}
