package io.progan.presets.study;

import com.fasterxml.jackson.databind.JsonNode;
import io.progan.presets.config.ConfigException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A variant as it is put together: of what all share, its own keys, and one value of each axis of
 * the grid.
 *
 * @param path where it stands in the file, for errors
 * @param names the words of its name
 * @param labels the words of its label
 */
record StudyPoint(
    String path,
    List<String> names,
    List<String> labels,
    Optional<String> preset,
    List<String> overlays,
    Map<String, JsonNode> set) {

  StudyPoint at(String place) {
    return new StudyPoint(place, names, labels, preset, overlays, set);
  }

  StudyPoint withPreset(String name) {
    return new StudyPoint(
        path, and(names, name), and(labels, name), Optional.of(name), overlays, set);
  }

  StudyPoint withOverlays(List<String> more) {
    List<String> all = new ArrayList<>(overlays);
    all.addAll(more);
    String word = more.isEmpty() ? "plain" : String.join("-", more);
    String label = more.isEmpty() ? "plain" : String.join(" ", more);
    return new StudyPoint(path, and(names, word), and(labels, label), preset, all, set);
  }

  StudyPoint withValue(String key, JsonNode value) {
    Map<String, JsonNode> more = new LinkedHashMap<>(set);
    more.remove(key); // what is put last wins
    more.put(key, value);
    String label = lastPart(key) + " " + (value.isTextual() ? value.textValue() : value);
    return new StudyPoint(
        path, and(names, word(key, value)), and(labels, label), preset, overlays, more);
  }

  private static List<String> and(List<String> words, String word) {
    List<String> all = new ArrayList<>(words);
    all.add(word);
    return all;
  }

  /** {@code fmapMax-8}. */
  static String word(String key, JsonNode value) {
    return lastPart(key) + "-" + (value.isTextual() ? value.textValue() : value.toString());
  }

  private static String lastPart(String key) {
    return key.substring(key.lastIndexOf('.') + 1);
  }

  /** Words as the name of a folder. */
  static String folderName(List<String> words) {
    return String.join("-", words)
        .replaceAll("[^A-Za-z0-9._-]+", "_")
        .replaceAll("^[^A-Za-z0-9]+|_+$", "");
  }

  /**
   * The variant.
   *
   * @throws ConfigException if it names no preset, or its name is no folder's
   */
  Variant variant() {
    String chosen =
        preset.orElseThrow(
            () ->
                new ConfigException(
                    path.isEmpty() ? "preset" : path + ".preset",
                    "missing; name a preset here, or beside \"variants\" for all of them"));
    String name = names.size() == 1 ? names.get(0) : folderName(names);
    try {
      return new Variant(name, String.join(", ", labels), chosen, overlays, set);
    } catch (ConfigException e) {
      throw e.within(path);
    }
  }
}
