package io.progan.presets.config;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The kinds of one group with their defaults.
 *
 * @param <T> what all kinds of the group are
 */
final class Kinds<T extends Kinded> {

  private final Class<T> type;
  private final Map<String, T> defaults = new LinkedHashMap<>();

  /**
   * A table of kinds.
   *
   * @param type what they are
   * @param defaults the defaults of each; the first is meant where no kind is named
   */
  @SafeVarargs
  Kinds(Class<T> type, T... defaults) {
    this.type = type;
    for (T kind : defaults) {
      this.defaults.put(kind.kind(), kind);
    }
  }

  /** What all kinds of the group are. */
  Class<T> type() {
    return type;
  }

  /** The defaults of the kind that is meant where none is named. */
  T standard() {
    return defaults.values().iterator().next();
  }

  /**
   * The defaults of a kind.
   *
   * @param kind its name as JSON
   * @throws ConfigException at {@value Kinded#KEY}, naming the kinds that exist, if there is none
   *     of that name
   */
  T of(JsonNode kind) {
    if (!kind.isTextual()) {
      throw new ConfigException(Kinded.KEY, "expected text, got " + JsonErrors.shortened(kind));
    }
    String name = kind.textValue();
    T found = defaults.get(name);
    if (found == null) {
      String suggestion =
          Nearest.to(name, defaults.keySet())
              .map(nearest -> "; did you mean " + nearest + "?")
              .orElse("");
      throw new ConfigException(
          Kinded.KEY,
          "must be one of %s; got \"%s\"%s"
              .formatted(String.join(", ", defaults.keySet()), name, suggestion));
    }
    return found;
  }

  /** The first kind that has a key; empty if none does. */
  Optional<String> withKey(String key) {
    return defaults.values().stream()
        .filter(kind -> ConfigJson.valueTree(kind).has(key))
        .map(Kinded::kind)
        .findFirst();
  }

  /**
   * A group as the one kind that is possible here.
   *
   * @param group its key
   * @param kind its name in JSON
   * @throws ConfigException if it is of another kind
   */
  static <C extends Kinded> C expect(String group, Class<C> type, String kind, Kinded config) {
    if (!type.isInstance(config)) {
      throw new ConfigException(
          group + "." + Kinded.KEY, "must be %s here, got %s".formatted(kind, config.kind()));
    }
    return type.cast(config);
  }
}
