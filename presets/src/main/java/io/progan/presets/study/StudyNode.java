package io.progan.presets.study;

import com.fasterxml.jackson.databind.JsonNode;
import io.progan.presets.config.ConfigException;
import io.progan.presets.config.Nearest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An object within a study file, which knows where it stands.
 *
 * @param path its place, such as {@code variants[1]}; empty for the whole file
 * @param json the object
 */
record StudyNode(String path, JsonNode json) {

  private static final int MAX_SHOWN = 40;

  /**
   * Checks that it is an object with no other keys than these.
   *
   * @throws ConfigException naming what is wrong
   */
  static StudyNode of(String path, JsonNode json, List<String> keys) {
    if (!json.isObject()) {
      throw expected(path, "an object with the keys " + String.join(", ", keys), json);
    }
    StudyNode node = new StudyNode(path, json);
    for (Map.Entry<String, JsonNode> entry : json.properties()) {
      String key = entry.getKey();
      if (!keys.contains(key)) {
        String help =
            Nearest.to(key, keys)
                .map(nearest -> "did you mean " + nearest + "?")
                .orElse("the allowed keys are " + String.join(", ", keys));
        throw new ConfigException(node.at(key), "unknown key; " + help);
      }
    }
    return node;
  }

  boolean has(String key) {
    return json.has(key);
  }

  JsonNode get(String key) {
    return json.path(key);
  }

  /** The path of a key. */
  String at(String key) {
    return path.isEmpty() ? key : path + "." + key;
  }

  Optional<String> text(String key) {
    JsonNode value = get(key);
    if (value.isMissingNode()) {
      return Optional.empty();
    }
    if (!value.isTextual() || value.textValue().isBlank()) {
      throw expected(at(key), "text", value);
    }
    return Optional.of(value.textValue());
  }

  /** The texts of a list; none if the key is missing. */
  List<String> texts(String key) {
    return has(key) ? texts(at(key), get(key)) : List.of();
  }

  static List<String> texts(String path, JsonNode list) {
    if (!list.isArray()) {
      throw expected(path, "a list of names", list);
    }
    List<String> texts = new ArrayList<>();
    for (JsonNode item : list) {
      if (!item.isTextual()) {
        throw expected(path + "[" + texts.size() + "]", "a name", item);
      }
      texts.add(item.textValue());
    }
    return texts;
  }

  /** The values of an object by key; none if the key is missing. */
  Map<String, JsonNode> values(String key) {
    Map<String, JsonNode> values = new LinkedHashMap<>();
    JsonNode object = get(key);
    if (!object.isMissingNode() && !object.isObject()) {
      throw expected(at(key), "an object, such as {\"generator.fmapMax\": 8}", object);
    }
    object.properties().forEach(value -> values.put(value.getKey(), value.getValue()));
    return values;
  }

  static ConfigException expected(String path, String what, JsonNode got) {
    String text = got.toString();
    String shown = text.length() <= MAX_SHOWN ? text : text.substring(0, MAX_SHOWN) + "...";
    return new ConfigException(path, "expected " + what + ", got " + shown);
  }
}
