package io.progan.presets.config;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.type.LogicalType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * The JSON form of a configuration. Reading is strict: an unknown key, a key that occurs twice, a
 * value of another type and a number that would lose digits are errors; a key that is missing has
 * its default.
 */
public final class ConfigJson {

  private static final JsonMapper MAPPER =
      JsonMapper.builder(
              JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build())
          .enable(
              DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES,
              DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS,
              DeserializationFeature.FAIL_ON_TRAILING_TOKENS,
              DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
          .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
          .withCoercionConfig(
              LogicalType.Textual,
              text ->
                  text.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                      .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                      .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail))
          .addModule(kindModule())
          .build();

  private ConfigJson() {}

  /**
   * Reads a configuration.
   *
   * @throws ConfigException in one line, if it is not a valid configuration
   */
  public static RunConfig read(String json) {
    JsonNode changes = parse(json);
    ConfigTree tree = ConfigTree.of(toTree(RunConfig.defaults()));
    tree.chooseKinds(changes);
    tree.layer(changes);
    return fromTree(tree);
  }

  /**
   * Reads a configuration from a UTF-8 file.
   *
   * @throws ConfigException in one line with the file's name, if it is not a valid configuration
   * @throws IOException if the file cannot be read
   */
  public static RunConfig read(Path file) throws IOException {
    try {
      return read(Files.readString(file));
    } catch (ConfigException e) {
      throw new ConfigException(e.key(), e.problem() + " (in " + file + ")");
    }
  }

  /** The configuration as indented JSON with every key, always in the same order. */
  public static String write(RunConfig config) {
    DefaultPrettyPrinter printer =
        new DefaultPrettyPrinter().withObjectIndenter(new DefaultIndenter("  ", "\n"));
    try {
      return MAPPER.writer(printer).writeValueAsString(config) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The configuration as a tree with every key. */
  public static ObjectNode toTree(RunConfig config) {
    return MAPPER.valueToTree(config);
  }

  /**
   * The configuration that a tree describes.
   *
   * @throws ConfigException if a value is wrong
   */
  public static RunConfig fromTree(ConfigTree tree) {
    return bind(tree, RunConfig.class);
  }

  /**
   * A copy of one group with some values changed.
   *
   * @param base for example {@code ProgressiveGeneratorConfig.defaults()}
   * @param changes by JSON key: numbers, strings, booleans, lists, maps
   * @throws ConfigException if a key is unknown or a value is wrong; also if a group alone would
   *     become another kind
   */
  public static <T extends Record> T with(T base, Map<String, ?> changes) {
    ObjectNode complete = MAPPER.valueToTree(base);
    ConfigTree tree =
        base instanceof RunConfig ? ConfigTree.of(complete) : ConfigTree.ofGroup(complete);
    JsonNode layer = valueTree(changes);
    tree.chooseKinds(layer);
    tree.layer(layer);
    if (base instanceof Kinded group && !kind(tree.root()).equals(kind(complete))) {
      throw new ConfigException(
          Kinded.KEY, "must be %s here, got %s".formatted(group.kind(), kind(tree.root())));
    }
    @SuppressWarnings("unchecked") // the class of a T
    Class<T> type = (Class<T>) base.getClass();
    return bind(tree, type);
  }

  /**
   * Any JSON text as a tree.
   *
   * @throws ConfigException if it is no JSON or a key occurs twice
   */
  public static JsonNode parse(String json) {
    try {
      JsonNode tree = MAPPER.readTree(json);
      if (tree.isMissingNode()) {
        throw new ConfigException("", "not valid JSON: there is no text");
      }
      return tree;
    } catch (JsonProcessingException e) {
      throw JsonErrors.syntax(e);
    }
  }

  /** A plain value (number, string, boolean, list, map, or a tree already) as a tree. */
  public static JsonNode valueTree(Object value) {
    return value == null ? MAPPER.nullNode() : MAPPER.valueToTree(value);
  }

  private static JsonNode kind(JsonNode group) {
    return group.path(Kinded.KEY);
  }

  /** Reads each group that has kinds as the record of its kind. */
  private static SimpleModule kindModule() {
    SimpleModule module = new SimpleModule();
    RunConfig.kinds().values().forEach(known -> addDeserializer(module, known));
    return module;
  }

  private static <T extends Kinded> void addDeserializer(SimpleModule module, Kinds<T> known) {
    module.addDeserializer(
        known.type(),
        new JsonDeserializer<T>() {
          @Override
          public T deserialize(JsonParser parser, DeserializationContext context)
              throws IOException {
            JsonNode group = context.readTree(parser);
            return known
                .type()
                .cast(context.readTreeAsValue(group, known.of(kind(group)).getClass()));
          }
        });
  }

  private static <T> T bind(ConfigTree tree, Class<T> type) {
    try {
      return MAPPER.treeToValue(tree.root(), type);
    } catch (JsonProcessingException e) {
      throw JsonErrors.binding(e, tree.root());
    }
  }
}
