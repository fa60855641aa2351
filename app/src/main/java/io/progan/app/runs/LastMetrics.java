package io.progan.app.runs;

import com.fasterxml.jackson.databind.JsonNode;
import io.progan.app.console.HumanFormat;
import io.progan.app.ranking.MetricRanking;
import io.progan.core.snapshot.JsonLines;
import io.progan.core.snapshot.RunFolder;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What {@code metrics.jsonl} says about the newest networks. */
public final class LastMetrics {

  private static final String KIMG = "/snapshot/kimg";

  private LastMetrics() {}

  /**
   * All results that are of a snapshot, in the order in which they were measured.
   *
   * @throws IOException if they cannot be read
   */
  public static List<JsonNode> all(RunFolder folder) throws IOException {
    return JsonLines.read(folder.path().resolve(MetricRanking.RESULTS), JsonNode.class).stream()
        .filter(line -> line.at(KIMG).isNumber() && line.path("values").isObject())
        .toList();
  }

  /** Of each metric the result of the snapshot that has seen most images. */
  static List<JsonNode> of(RunFolder folder) throws IOException {
    Map<String, JsonNode> newest = new LinkedHashMap<>();
    for (JsonNode line : all(folder)) {
      newest.merge(
          line.path("metric").asText(),
          line,
          (old, next) -> next.at(KIMG).asDouble() >= old.at(KIMG).asDouble() ? next : old);
    }
    return List.copyOf(newest.values());
  }

  /** {@code swd at 120 kimg: SWDx1e3_16 4.21, SWDx1e3_avg 4.21}. */
  static String line(JsonNode result) {
    StringBuilder text = new StringBuilder();
    for (Map.Entry<String, JsonNode> value : result.path("values").properties()) {
      text.append(text.isEmpty() ? "" : ", ").append(value.getKey()).append(' ');
      text.append(value.getValue().isNumber() ? rounded(value.getValue().asDouble()) : "none");
    }
    return "%s at %s kimg: %s"
        .formatted(result.path("metric").asText(), rounded(result.at(KIMG).asDouble()), text);
  }

  private static String rounded(double value) {
    return HumanFormat.number(Math.round(value * 1e4) / 1e4);
  }
}
