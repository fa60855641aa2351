package io.progan.presets.preset;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.progan.presets.config.ConfigException;
import java.util.List;
import java.util.Optional;

/**
 * The JSON files that come with the programme: presets (whole set-ups), overlays (one switch each)
 * and hints (what a dataset wants). Each holds only what differs from the defaults. A preset may
 * extend another preset, or a base that is no preset by itself.
 */
public final class PresetLibrary {

  /** The preset that is used when none is named. */
  public static final String DEFAULT_PRESET = "v2-1gpu";

  private static final JsonFolder PRESETS = new JsonFolder("presets", "preset");
  private static final JsonFolder OVERLAYS = new JsonFolder("overlays", "overlay");
  private static final JsonFolder HINTS = new JsonFolder("hints", "hint");
  private static final JsonFolder BASES = new JsonFolder("bases", "base");
  private static final String EXTENDS = "extends";

  private PresetLibrary() {}

  /** The names of all presets. */
  public static List<String> presetNames() {
    return PRESETS.names();
  }

  /** The names of all overlays. */
  public static List<String> overlayNames() {
    return OVERLAYS.names();
  }

  /**
   * A preset's changes to the defaults, those of what it extends included.
   *
   * @throws ConfigException naming the presets that exist, if there is none of that name
   */
  public static JsonNode preset(String name) {
    return extended(PRESETS.named(name));
  }

  private static JsonNode extended(JsonNode changes) {
    if (!changes.has(EXTENDS)) {
      return changes;
    }
    ObjectNode own = changes.deepCopy();
    String name = own.remove(EXTENDS).textValue();
    JsonNode below =
        (presetNames().contains(name) ? PRESETS : BASES)
            .read(name)
            .orElseThrow(() -> new IllegalStateException("a preset extends " + name));
    ObjectNode merged = extended(below).deepCopy();
    own.properties().forEach(group -> merge(merged, group.getKey(), group.getValue()));
    return merged;
  }

  /** Puts a group on top of another: keys that it lacks stay. */
  private static void merge(ObjectNode below, String group, JsonNode changes) {
    if (changes.isObject() && below.path(group).isObject()) {
      ((ObjectNode) below.get(group)).setAll((ObjectNode) changes);
    } else {
      below.set(group, changes);
    }
  }

  /**
   * An overlay's changes.
   *
   * @throws ConfigException naming the overlays that exist, if there is none of that name
   */
  public static JsonNode overlay(String name) {
    return OVERLAYS.named(name);
  }

  /** What a dataset of that name wants; empty for most. */
  public static Optional<JsonNode> hints(String datasetName) {
    return datasetName.matches("[A-Za-z0-9_-]+") ? HINTS.read(datasetName) : Optional.empty();
  }
}
