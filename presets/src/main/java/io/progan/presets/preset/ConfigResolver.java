package io.progan.presets.preset;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.progan.presets.config.ConfigException;
import io.progan.presets.config.ConfigJson;
import io.progan.presets.config.ConfigTree;
import io.progan.presets.config.DatasetKind;
import io.progan.presets.config.RunConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Makes the configuration of a run: the defaults, then on top of each other the preset, the
 * overlays, what the dataset wants, and what the user gave.
 */
public final class ConfigResolver {

  private static final String KIND = "dataset.kind";
  private static final String FOLDER = "dataset.tfrecordDir";

  /** The end of the keys that choose number formats. */
  private static final String DTYPE = ".dtype";

  private ConfigResolver() {}

  /**
   * The configuration that a request describes.
   *
   * @throws ConfigException in one line that names the key, the preset or the overlay, if something
   *     in it does not exist or is not allowed
   */
  public static RunConfig resolve(ConfigRequest request) {
    ConfigTree tree = ConfigTree.of(ConfigJson.toTree(RunConfig.defaults()));
    layer(tree, request);
    return ConfigJson.fromTree(tree);
  }

  /**
   * A configuration with the dataset, the options and the settings of a request on top; preset and
   * overlays have no part in it.
   *
   * @throws ConfigException in one line that names the key, if something is not allowed
   */
  public static RunConfig change(RunConfig config, ConfigRequest request) {
    ConfigTree tree = ConfigTree.of(ConfigJson.toTree(config));
    List<Map.Entry<String, JsonNode>> values = userValues(request);
    values.forEach(value -> tree.chooseKinds(value.getKey(), value.getValue()));
    values.forEach(value -> tree.set(value.getKey(), value.getValue()));
    if (values.stream().anyMatch(value -> value.getKey().endsWith(DTYPE))) {
      HalfPrecision.complete(tree, List.of(), values);
    }
    return ConfigJson.fromTree(tree);
  }

  /**
   * Puts on top of a tree of defaults what a request describes.
   *
   * @param tree with the default kinds; the kinds that come out in the end are chosen before the
   *     first layer
   */
  static void layer(ConfigTree tree, ConfigRequest request) {
    List<JsonNode> layers = new ArrayList<>();
    layers.add(PresetLibrary.preset(request.preset()));
    request.overlays().forEach(overlay -> layers.add(PresetLibrary.overlay(overlay)));
    List<Map.Entry<String, JsonNode>> values = userValues(request);
    layers.forEach(tree::chooseKinds);
    values.forEach(value -> tree.chooseKinds(value.getKey(), value.getValue()));
    layers.forEach(tree::layer);
    if (request.datasetName() != null && isSynthetic(tree)) {
      throw new ConfigException(
          KIND,
          "an overlay asks for synthetic images; drop it or dataset " + request.datasetName());
    }
    ConfigTree userView = tree.copy();
    values.forEach(value -> userView.set(value.getKey(), value.getValue()));
    hints(userView).ifPresent(tree::layer);
    values.forEach(value -> tree.set(value.getKey(), value.getValue()));
    HalfPrecision.complete(tree, layers.subList(1, layers.size()), values);
  }

  /** What the user gave, by path, in the order in which it is put. */
  private static List<Map.Entry<String, JsonNode>> userValues(ConfigRequest request) {
    List<Map.Entry<String, JsonNode>> values = new ArrayList<>();
    if (request.datasetName() != null) {
      values.add(Map.entry(FOLDER, TextNode.valueOf(request.datasetName())));
    }
    request
        .options()
        .forEach((path, value) -> values.add(Map.entry(path, ConfigJson.valueTree(value))));
    request.settings().forEach(setting -> values.add(setting(setting)));
    return values;
  }

  /**
   * Reads {@code PATH=VALUE}: the value is JSON, or else taken as a string.
   *
   * @throws ConfigException if it is written otherwise
   */
  public static Map.Entry<String, JsonNode> setting(String text) {
    int equals = text.indexOf('=');
    if (equals < 1) {
      throw new ConfigException(text, "expected PATH=VALUE, for example sched.minibatchBase=8");
    }
    return Map.entry(text.substring(0, equals).strip(), value(text.substring(equals + 1)));
  }

  /** The value as JSON; what is no JSON is a string. */
  private static JsonNode value(String text) {
    try {
      return ConfigJson.parse(text);
    } catch (ConfigException e) {
      return TextNode.valueOf(text);
    }
  }

  /** The hints for the dataset that is finally used: none for synthetic images. */
  private static Optional<JsonNode> hints(ConfigTree tree) {
    if (isSynthetic(tree)) {
      return Optional.empty();
    }
    String folder = tree.root().path("dataset").path("tfrecordDir").asText();
    String name = folder.replaceAll("[/\\\\]+$", "").replaceAll("^.*[/\\\\]", "");
    return PresetLibrary.hints(name);
  }

  private static boolean isSynthetic(ConfigTree tree) {
    JsonNode kind = tree.root().path("dataset").path("kind");
    return DatasetKind.SYNTHETIC.jsonName().equals(kind.textValue());
  }
}
