package io.progan.presets.study;

import com.fasterxml.jackson.databind.JsonNode;
import io.progan.presets.config.ConfigException;
import io.progan.presets.preset.ConfigRequest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One way to train, of those that a study compares.
 *
 * @param name in the names of folders: letters, digits, {@code . _ -}; unlike any other of the
 *     study
 * @param label in tables
 * @param preset the name of the preset
 * @param overlays names of overlays, the last on top
 * @param set values of the configuration by path, on top of them
 */
public record Variant(
    String name, String label, String preset, List<String> overlays, Map<String, JsonNode> set) {

  private static final int LONGEST_NAME = 100;

  /** Checks the name; {@link ConfigException} says what is wrong with it. */
  public Variant {
    if (!name.matches("[A-Za-z0-9][A-Za-z0-9._-]*") || name.length() > LONGEST_NAME) {
      throw new ConfigException(
          "name",
          "must be letters, digits, '.', '_' or '-', a letter or digit first, %d at most, got \"%s\""
              .formatted(LONGEST_NAME, name));
    }
    overlays = List.copyOf(overlays);
    set = Collections.unmodifiableMap(new LinkedHashMap<>(set));
  }

  /** The same with more values on top. */
  public Variant with(Map<String, JsonNode> more) {
    Map<String, JsonNode> all = new LinkedHashMap<>(set);
    more.forEach(
        (path, value) -> {
          all.remove(path); // what is put last wins, also over a value within this one
          all.put(path, value);
        });
    return new Variant(name, label, preset, overlays, all);
  }

  /**
   * What a run of it is asked for.
   *
   * @param dataset its name or folder; null for the preset's
   */
  public ConfigRequest request(String dataset) {
    return new ConfigRequest(preset, overlays, dataset, Map.of(), settings());
  }

  /** The values as {@code --set} takes them: {@code PATH=JSON}. */
  public List<String> settings() {
    List<String> settings = new ArrayList<>();
    set.forEach((path, value) -> settings.add(path + "=" + value));
    return settings;
  }
}
