package io.progan.presets.preset;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.progan.presets.config.ConfigException;
import io.progan.presets.config.ConfigJson;
import io.progan.presets.config.Nearest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
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

  private static final String PRESETS = "presets";
  private static final String OVERLAYS = "overlays";
  private static final String HINTS = "hints";
  private static final String BASES = "bases";
  private static final String EXTENDS = "extends";

  private PresetLibrary() {}

  /** The names of all presets. */
  public static List<String> presetNames() {
    return index(PRESETS);
  }

  /** The names of all overlays. */
  public static List<String> overlayNames() {
    return index(OVERLAYS);
  }

  /**
   * A preset's changes to the defaults, those of what it extends included.
   *
   * @throws ConfigException naming the presets that exist, if there is none of that name
   */
  public static JsonNode preset(String name) {
    return extended(named(PRESETS, "preset", name));
  }

  private static JsonNode extended(JsonNode changes) {
    if (!changes.has(EXTENDS)) {
      return changes;
    }
    ObjectNode own = changes.deepCopy();
    String name = own.remove(EXTENDS).textValue();
    JsonNode below =
        read(presetNames().contains(name) ? PRESETS : BASES, name)
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
    return named(OVERLAYS, "overlay", name);
  }

  /** What a dataset of that name wants; empty for most. */
  public static Optional<JsonNode> hints(String datasetName) {
    return datasetName.matches("[A-Za-z0-9_-]+") ? read(HINTS, datasetName) : Optional.empty();
  }

  private static JsonNode named(String folder, String kind, String name) {
    List<String> names = index(folder);
    if (!names.contains(name)) {
      String suggestion =
          Nearest.to(name, names).map(nearest -> "did you mean " + nearest + "? ").orElse("");
      throw new ConfigException(
          kind,
          "no %s is called \"%s\"; %sthere are %s"
              .formatted(kind, name, suggestion, String.join(", ", names)));
    }
    return read(folder, name).orElseThrow();
  }

  private static List<String> index(String folder) {
    List<String> names = new ArrayList<>();
    read(folder, "index").orElseThrow().forEach(name -> names.add(name.textValue()));
    return List.copyOf(names);
  }

  private static Optional<JsonNode> read(String folder, String name) {
    String resource = "/" + folder + "/" + name + ".json";
    try (InputStream in = PresetLibrary.class.getResourceAsStream(resource)) {
      return in == null
          ? Optional.empty()
          : Optional.of(ConfigJson.parse(new String(in.readAllBytes(), StandardCharsets.UTF_8)));
    } catch (IOException e) {
      throw new UncheckedIOException(resource, e);
    }
  }
}
