package io.progan.app.metrics;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.progan.app.console.Console;
import io.progan.metrics.registry.Column;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Shows results: rows of a table as they come, or one JSON object at the end. */
public final class TableReport implements MetricsReport {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Console console;
  private final boolean json;
  private final List<MetricResult> all = new ArrayList<>();
  private MetricTable table;
  private String network;

  /**
   * @param json one JSON object on standard output, and nothing else
   */
  public TableReport(Console console, boolean json) {
    this.console = console;
    this.json = json;
  }

  @Override
  public void begin(List<Column> columns, String network) {
    this.network = network;
    table = new MetricTable(columns);
    if (network != null) {
      console.note("feature network " + network);
    }
    print(table.head());
  }

  @Override
  public void row(List<MetricResult> results) {
    if (results.isEmpty()) {
      return;
    }
    all.addAll(results);
    Map<String, Double> values = new LinkedHashMap<>();
    results.forEach(result -> values.putAll(result.values()));
    double seconds = results.stream().mapToDouble(MetricResult::seconds).max().orElse(0);
    print(table.row(results.get(0).row(), seconds, values));
  }

  private void print(String text) {
    if (!json) {
      console.out().print(text);
      console.out().flush();
    }
  }

  /** Ends the table. */
  public void end() {
    if (json) {
      ObjectNode root = JSON.createObjectNode();
      root.put("network", network);
      root.set("results", JSON.valueToTree(all));
      console.out().println(root.toPrettyString().replace(System.lineSeparator(), "\n"));
    }
  }
}
