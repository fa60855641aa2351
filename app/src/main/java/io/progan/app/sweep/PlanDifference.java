package io.progan.app.sweep;

import com.fasterxml.jackson.databind.JsonNode;
import io.progan.presets.config.ConfigJson;
import io.progan.presets.config.RunConfig;
import io.progan.presets.study.Study;
import io.progan.presets.study.Variant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.TreeSet;

/** What makes two studies two: anything that decides what their runs compute. */
final class PlanDifference {

  private PlanDifference() {}

  /**
   * The first difference, in words; empty if one study goes on with the other's runs.
   *
   * @param there the study of a folder
   * @param here the study that is asked for
   */
  static Optional<String> of(SweepPlan there, SweepPlan here) {
    List<String> before = names(there.study());
    List<String> now = names(here.study());
    if (!before.equals(now)) {
      return Optional.of("its variants are %s, not %s".formatted(words(before), words(now)));
    }
    for (String variant : now) {
      RunConfig old = there.configs().get(variant);
      RunConfig other = here.configs().get(variant);
      if (!old.equals(other)) {
        return Optional.of("variant " + variant + ": " + values(old, other));
      }
    }
    if (!there.threads().equals(here.threads())) {
      return Optional.of(
          "--threads is %s there, not %s".formatted(words(there.threads()), words(here.threads())));
    }
    if (here.seeds() < there.seeds()) {
      return Optional.of(
          "it has %d seeds already, --seeds asks for %d".formatted(there.seeds(), here.seeds()));
    }
    return Optional.empty();
  }

  private static List<String> names(Study study) {
    return study.variants().stream().map(Variant::name).toList();
  }

  private static String words(List<String> names) {
    return String.join(", ", names);
  }

  private static String words(OptionalInt threads) {
    return threads.isPresent() ? Integer.toString(threads.getAsInt()) : "none";
  }

  /** The first value in which configurations differ, in words. */
  static String values(RunConfig old, RunConfig other) {
    Map<String, JsonNode> before = flat(old);
    Map<String, JsonNode> now = flat(other);
    TreeSet<String> paths = new TreeSet<>(before.keySet());
    paths.addAll(now.keySet());
    for (String path : paths) {
      JsonNode value = before.get(path);
      if (value == null || !value.equals(now.get(path))) {
        return "%s is %s there, not %s".formatted(path, shown(value), shown(now.get(path)));
      }
    }
    return "its configuration is another one";
  }

  private static String shown(JsonNode value) {
    return value == null ? "missing" : value.toString();
  }

  private static Map<String, JsonNode> flat(RunConfig config) {
    Map<String, JsonNode> values = new TreeMap<>();
    flatten("", ConfigJson.toTree(config), values);
    return values;
  }

  private static void flatten(String path, JsonNode node, Map<String, JsonNode> values) {
    if (node.isObject() && !node.isEmpty()) {
      for (Map.Entry<String, JsonNode> entry : node.properties()) {
        String key = path.isEmpty() ? entry.getKey() : path + "." + entry.getKey();
        flatten(key, entry.getValue(), values);
      }
    } else {
      values.put(path, node);
    }
  }
}
