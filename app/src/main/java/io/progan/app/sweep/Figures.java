package io.progan.app.sweep;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.progan.metrics.registry.MetricSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What one metric said of a run's final network.
 *
 * @param metric its name
 * @param images of each set
 * @param snapshot the network's file
 * @param seconds that it took
 * @param values by column; null for one that is not a number
 */
record Figures(
    String metric, int images, String snapshot, double seconds, Map<String, Double> values) {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  /** Keeps the order of the columns. */
  Figures {
    values = new LinkedHashMap<>(values);
  }

  /** Whether it is the answer to what is asked. */
  boolean answers(MetricSpec spec, int wantedImages) {
    return metric.equals(spec.name()) && images == wantedImages;
  }

  /**
   * Reads what {@code progan metrics --json} has answered about one snapshot.
   *
   * @throws IOException if the file cannot be read, or holds something else
   */
  static List<Figures> read(Path answer) throws IOException {
    JsonNode results = MAPPER.readTree(Files.readAllBytes(answer)).path("results");
    List<Figures> figures = new ArrayList<>();
    for (JsonNode result : results) {
      if (result.has("snapshot")) {
        figures.add(
            new Figures(
                result.path("metric").asText(),
                result.at("/conditions/images").asInt(),
                result.at("/snapshot/file").asText(),
                result.path("seconds").asDouble(),
                values(result.path("values"))));
      }
    }
    return figures;
  }

  private static Map<String, Double> values(JsonNode node) {
    Map<String, Double> values = new LinkedHashMap<>();
    node.properties()
        .forEach(
            v -> values.put(v.getKey(), v.getValue().isNumber() ? v.getValue().asDouble() : null));
    return values;
  }

  JsonNode toTree() {
    return MAPPER.valueToTree(this);
  }

  static Figures fromTree(JsonNode node) throws JsonProcessingException {
    return MAPPER.treeToValue(node, Figures.class);
  }
}
