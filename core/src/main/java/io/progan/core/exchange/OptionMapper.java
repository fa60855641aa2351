package io.progan.core.exchange;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.progan.dataset.numpy.NpyArray;
import io.progan.presets.config.ConfigException;
import io.progan.presets.config.ConfigJson;
import io.progan.presets.config.DatasetShape;
import io.progan.presets.config.DiscriminatorConfig;
import io.progan.presets.config.GeneratorConfig;
import io.progan.presets.config.ProgressiveGeneratorConfig;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * The options of the original's networks as configurations: {@code fmap_base} is {@code fmapBase},
 * and so on. An option that is not given has the original's default. Like the original's functions,
 * it passes over options of the other network and those that nobody knows.
 */
final class OptionMapper {

  private static final String DTYPE = "dtype";

  /** Of networks that the original release does not have. */
  static final String KIND = "kind";

  private static final DatasetShape DEFAULT_SHAPE = new DatasetShape(32, 1, 0);

  /** Options of the original that say how, and not what, a network computes. */
  private static final Set<String> WITHOUT_EFFECT = Set.of("structure", "is_template_graph", DTYPE);

  private static final Pattern UNDERSCORE = Pattern.compile("_(.)");

  private final String where;
  private final Map<String, Object> options;

  /**
   * @param where file and network, for messages
   * @param options by the original's names
   */
  OptionMapper(String where, Map<String, Object> options) {
    this.where = where;
    this.options = options;
  }

  /** The options that stand for some configurations, by the original's names. */
  static Map<String, Object> options(Record... groups) {
    Map<String, Object> options = new LinkedHashMap<>();
    for (Record group : groups) {
      tree(group)
          .properties()
          .forEach(e -> options.put(snakeCase(e.getKey()), plain(e.getValue())));
    }
    return options;
  }

  private static Object plain(JsonNode value) {
    if (value.isNull()) {
      return null;
    }
    if (value.isBoolean()) {
      return value.booleanValue();
    }
    if (value.isArray()) {
      List<Object> elements = new ArrayList<>();
      value.forEach(element -> elements.add(plain(element)));
      return elements;
    }
    return value.isNumber() ? value.numberValue() : value.asText();
  }

  GeneratorConfig generator() throws ExchangeException {
    return (GeneratorConfig) with((Record) ofKind(GeneratorConfig::ofKind));
  }

  DiscriminatorConfig discriminator() throws ExchangeException {
    return (DiscriminatorConfig) with((Record) ofKind(DiscriminatorConfig::ofKind));
  }

  private <T> T ofKind(Function<String, T> defaults) throws ExchangeException {
    String kind = String.valueOf(options.getOrDefault(KIND, ProgressiveGeneratorConfig.KIND));
    try {
      return defaults.apply(kind);
    } catch (ConfigException e) {
      throw new ExchangeException("%s: kind: %s".formatted(where, e.problem()), e);
    }
  }

  DatasetShape shape() throws ExchangeException {
    return with(DEFAULT_SHAPE);
  }

  /** Says which options have no effect where one might expect it. */
  void note(List<String> notes) throws ExchangeException {
    Set<String> unknown = new TreeSet<>(options.keySet());
    for (Record group :
        List.of(
            (Record) ofKind(GeneratorConfig::ofKind),
            (Record) ofKind(DiscriminatorConfig::ofKind),
            DEFAULT_SHAPE)) {
      tree(group).fieldNames().forEachRemaining(key -> unknown.remove(snakeCase(key)));
    }
    unknown.remove(KIND);
    unknown.removeAll(WITHOUT_EFFECT);
    unknown.forEach(
        name -> notes.add("%s: nobody knows the option '%s'; passed over".formatted(where, name)));
    Object dtype = options.getOrDefault(DTYPE, "float32");
    if (!"float32".equals(dtype)) {
      notes.add("%s: computed in float32 instead of %s".formatted(where, dtype));
    }
  }

  private <T extends Record> T with(T defaults) throws ExchangeException {
    Map<String, Object> changes = new LinkedHashMap<>();
    Map<String, JsonNode> known = new HashMap<>();
    tree(defaults).properties().forEach(e -> known.put(snakeCase(e.getKey()), e.getValue()));
    known.remove(DTYPE);
    options.forEach(
        (name, value) -> {
          if (known.containsKey(name) && !name.equals(KIND)) {
            changes.put(camelCase(name), convert(value, known.get(name)));
          }
        });
    try {
      return ConfigJson.with(defaults, changes);
    } catch (ConfigException e) {
      String key = snakeCase(e.key());
      throw new ExchangeException("%s: option %s: %s".formatted(where, key, e.problem()), e);
    }
  }

  /** Without the kind of the original's own networks. */
  private static ObjectNode tree(Record group) {
    ObjectNode tree = (ObjectNode) ConfigJson.valueTree(group);
    if (tree.path(KIND).asText().equals(ProgressiveGeneratorConfig.KIND)) {
      tree.remove(KIND);
    }
    return tree;
  }

  /** Python takes 0 and 1 for truth values, whole floating-point numbers and NumPy's for any. */
  private static Object convert(Object value, JsonNode example) {
    if (value instanceof List<?> list && example.isArray()) {
      return list;
    }
    Object plain = value;
    if (value instanceof NpyArray array) {
      if (array.shape().length > 0) {
        return PickledState.kind(array);
      }
      plain = array.doubles()[0];
    }
    if (example.isBoolean() && plain instanceof Number number) {
      return number.doubleValue() != 0;
    }
    boolean whole = !example.isDouble() && !example.isBoolean();
    if (whole && plain instanceof Double d && d == Math.rint(d) && Math.abs(d) < 1e9) {
      return d.intValue();
    }
    boolean simple =
        plain == null
            || plain instanceof Number
            || plain instanceof Boolean
            || plain instanceof String;
    return simple ? plain : PickledState.kind(plain);
  }

  private static String snakeCase(String key) {
    return key.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
  }

  private static String camelCase(String name) {
    return UNDERSCORE.matcher(name).replaceAll(m -> m.group(1).toUpperCase(Locale.ROOT));
  }
}
