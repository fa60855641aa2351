package io.progan.presets.preset;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.progan.presets.config.ConfigException;
import io.progan.presets.config.ConfigJson;
import io.progan.presets.config.ConfigTree;
import io.progan.presets.config.DatasetKind;
import io.progan.presets.config.RunConfig;
import java.util.Optional;

/**
 * Makes the configuration of a run: the defaults, then on top of each other the preset, the
 * overlays, what the dataset wants, and what the user gave.
 */
public final class ConfigResolver {

  private static final String KIND = "dataset.kind";
  private static final String FOLDER = "dataset.tfrecordDir";

  private ConfigResolver() {}

  /**
   * The configuration that a request describes.
   *
   * @throws ConfigException in one line that names the key, the preset or the overlay, if something
   *     in it does not exist or is not allowed
   */
  public static RunConfig resolve(ConfigRequest request) {
    ConfigTree tree = ConfigTree.of(ConfigJson.toTree(RunConfig.defaults()));
    tree.layer(PresetLibrary.preset(request.preset()));
    for (String overlay : request.overlays()) {
      tree.layer(PresetLibrary.overlay(overlay));
    }
    if (request.datasetName() != null && isSynthetic(tree)) {
      throw new ConfigException(
          KIND,
          "an overlay asks for synthetic images; drop it or dataset " + request.datasetName());
    }
    ConfigTree userView = tree.copy();
    applyUser(userView, request);
    hints(userView).ifPresent(tree::layer);
    applyUser(tree, request);
    return ConfigJson.fromTree(tree);
  }

  private static void applyUser(ConfigTree tree, ConfigRequest request) {
    if (request.datasetName() != null) {
      tree.set(FOLDER, TextNode.valueOf(request.datasetName()));
    }
    request.options().forEach((path, value) -> tree.set(path, ConfigJson.valueTree(value)));
    for (String setting : request.settings()) {
      int equals = setting.indexOf('=');
      if (equals < 1) {
        throw new ConfigException(
            setting, "expected PATH=VALUE, for example sched.minibatchBase=8");
      }
      tree.set(setting.substring(0, equals).strip(), value(setting.substring(equals + 1)));
    }
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
