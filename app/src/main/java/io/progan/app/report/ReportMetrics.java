package io.progan.app.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.progan.app.runs.LastMetrics;
import io.progan.core.snapshot.RunFolder;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/** The metrics of a run's snapshots as curves over thousands of images. */
final class ReportMetrics {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private ReportMetrics() {}

  /**
   * A chart for each metric under the same conditions: {@code title}, and {@code series} of points
   * by column. Of several results for one snapshot the newest counts.
   *
   * @throws IOException if the results cannot be read
   */
  static ArrayNode of(RunFolder folder) throws IOException {
    Map<String, Map<String, Map<Double, Double>>> charts = new LinkedHashMap<>();
    for (JsonNode result : LastMetrics.all(folder)) {
      Map<String, Map<Double, Double>> chart =
          charts.computeIfAbsent(title(result), title -> new LinkedHashMap<>());
      double kimg = result.at("/snapshot/kimg").asDouble();
      for (Map.Entry<String, JsonNode> value : result.path("values").properties()) {
        if (value.getValue().isNumber()) {
          chart
              .computeIfAbsent(value.getKey(), column -> new TreeMap<>())
              .put(kimg, value.getValue().asDouble());
        }
      }
    }
    ArrayNode all = MAPPER.createArrayNode();
    charts.forEach((title, series) -> all.add(chart(title, series)));
    return all;
  }

  private static String title(JsonNode result) {
    JsonNode images = result.at("/conditions/images");
    String name = result.path("metric").asText();
    return images.isNumber() ? name + " of " + images.asText() + " images" : name;
  }

  private static ObjectNode chart(String title, Map<String, Map<Double, Double>> series) {
    ObjectNode node = MAPPER.createObjectNode().put("title", title);
    ObjectNode columns = node.putObject("series");
    series.forEach(
        (column, points) -> {
          ArrayNode array = columns.putArray(column);
          points.forEach((kimg, value) -> array.addArray().add(kimg).add(value));
        });
    return node;
  }
}
