package io.progan.presets.study;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.progan.presets.config.ConfigException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads the format of study files. Strict: what it does not know is an error that names it. */
final class StudyReader {

  private static final String NAME = "name";
  private static final String LABEL = "label";
  private static final String PRESET = "preset";
  private static final String OVERLAYS = "overlays";
  private static final String SET = "set";
  private static final String DESCRIPTION = "description";
  private static final String VARIANTS = "variants";
  private static final String GRID = "grid";

  private static final List<String> STUDY_KEYS =
      List.of(NAME, DESCRIPTION, PRESET, OVERLAYS, SET, VARIANTS, GRID);
  private static final List<String> VARIANT_KEYS = List.of(NAME, LABEL, PRESET, OVERLAYS, SET);

  private StudyReader() {}

  /**
   * The study that a file describes.
   *
   * @param usualName the name of a study that has none of its own
   * @throws ConfigException naming the key that is wrong
   */
  static Study read(JsonNode json, String usualName) {
    StudyNode root = StudyNode.of("", json, STUDY_KEYS);
    if (!root.has(VARIANTS) && !root.has(GRID)) {
      throw new ConfigException(
          VARIANTS, "missing; a study has a list of variants, or a grid of values, or both");
    }
    List<StudyPoint> points = variants(root, common(root));
    for (Map.Entry<String, JsonNode> axis : root.values(GRID).entrySet()) {
      points = times(points, axis.getKey(), axis.getValue());
    }
    List<Variant> variants = new ArrayList<>();
    for (StudyPoint point : points) {
      variants.add(point.variant());
    }
    return new Study(
        root.text(NAME).orElse(usualName), root.text(DESCRIPTION).orElse(""), variants);
  }

  /** What all variants share. */
  private static StudyPoint common(StudyNode root) {
    return new StudyPoint(
        "", List.of(), List.of(), root.text(PRESET), root.texts(OVERLAYS), root.values(SET));
  }

  private static List<StudyPoint> variants(StudyNode root, StudyPoint common) {
    if (!root.has(VARIANTS)) {
      return List.of(common.at(GRID));
    }
    JsonNode list = root.get(VARIANTS);
    if (!list.isArray() || list.isEmpty()) {
      throw StudyNode.expected(VARIANTS, "a list of one variant or more", list);
    }
    List<StudyPoint> points = new ArrayList<>();
    for (JsonNode item : list) {
      String path = "%s[%d]".formatted(VARIANTS, points.size());
      points.add(variant(StudyNode.of(path, item, VARIANT_KEYS), common));
    }
    return points;
  }

  private static StudyPoint variant(StudyNode node, StudyPoint common) {
    List<String> overlays = new ArrayList<>(common.overlays());
    overlays.addAll(node.texts(OVERLAYS));
    Map<String, JsonNode> set = new LinkedHashMap<>(common.set());
    set.putAll(node.values(SET));
    String name = node.text(NAME).orElseGet(() -> described(node));
    return new StudyPoint(
        node.path(),
        List.of(name),
        List.of(node.text(LABEL).orElse(name)),
        node.text(PRESET).or(common::preset),
        overlays,
        set);
  }

  /** A name made of what is particular about a variant. */
  private static String described(StudyNode node) {
    List<String> words = new ArrayList<>();
    node.text(PRESET).ifPresent(words::add);
    words.addAll(node.texts(OVERLAYS));
    node.values(SET).forEach((path, value) -> words.add(StudyPoint.word(path, value)));
    if (words.isEmpty()) {
      throw new ConfigException(
          node.at(NAME), "missing; nothing else in this variant tells it from others");
    }
    return StudyPoint.folderName(words);
  }

  /** Each variant with each value. */
  private static List<StudyPoint> times(List<StudyPoint> points, String key, JsonNode values) {
    String path = GRID + "." + key;
    if (!values.isArray() || values.isEmpty()) {
      throw StudyNode.expected(path, "a list of values", values);
    }
    List<StudyPoint> all = new ArrayList<>();
    for (StudyPoint point : points) {
      for (int i = 0; i < values.size(); i++) {
        all.add(with(point, path + "[" + i + "]", key, values.get(i)));
      }
    }
    return all;
  }

  private static StudyPoint with(StudyPoint point, String path, String key, JsonNode value) {
    if (key.equals(PRESET)) {
      if (!value.isTextual()) {
        throw StudyNode.expected(path, "the name of a preset", value);
      }
      return point.withPreset(value.textValue());
    }
    if (key.equals(OVERLAYS)) {
      JsonNode list = value.isTextual() ? JsonNodeFactory.instance.arrayNode().add(value) : value;
      return point.withOverlays(StudyNode.texts(path, list));
    }
    return point.withValue(key, value);
  }
}
