package io.progan.app.metrics;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.progan.app.console.Console;
import io.progan.app.console.HumanFormat;
import io.progan.metrics.registry.Metric.Column;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The original programme's table. As a report it is printed row by row as results come, or is one
 * JSON object at the end.
 */
public final class MetricTable implements MetricsReport {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int ROW_WIDTH = 10;
  private static final int TIME_WIDTH = 12;
  private static final String RULE = "---";

  private final Console console;
  private final boolean json;
  private final List<MetricResult> all = new ArrayList<>();
  private List<Column> columns = List.of();
  private String network;

  /**
   * @param json one JSON object on standard output, and nothing else
   */
  public MetricTable(Console console, boolean json) {
    this.console = console;
    this.json = json;
  }

  @Override
  public void begin(List<Column> columns, String network) {
    this.columns = columns;
    this.network = network == null ? this.network : network;
    if (network != null) {
      console.note("feature network " + network);
    }
    print(head(columns));
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
    print(row(columns, results.get(0).row(), seconds, values));
  }

  private void print(String text) {
    if (!json) {
      console.out().print(text);
      console.out().flush();
    }
  }

  /** Ends the report. */
  public void end() {
    if (json) {
      ObjectNode root = JSON.createObjectNode();
      root.put("network", network);
      root.set("results", JSON.valueToTree(all));
      console.out().println(root.toPrettyString().replace(System.lineSeparator(), "\n"));
    }
  }

  /** The two lines above the rows; each ends with {@code \n}. */
  static String head(List<Column> columns) {
    StringBuilder titles = start("Snapshot", "Time_eval");
    StringBuilder rules = start(RULE, RULE);
    for (Column column : columns) {
      pad(titles, column.name(), column.width());
      pad(rules, RULE, column.width());
    }
    return titles.toString().stripTrailing() + "\n" + rules.toString().stripTrailing() + "\n";
  }

  /**
   * A row with its end of line.
   *
   * @param values by column; a column without one stays empty
   */
  static String row(
      List<Column> columns, String title, double seconds, Map<String, Double> values) {
    StringBuilder row = start(title, HumanFormat.duration(seconds));
    for (Column column : columns) {
      String cell = values.containsKey(column.name()) ? format(values.get(column.name())) : "-";
      pad(row, cell, column.width());
    }
    return row.toString().stripTrailing() + "\n";
  }

  private static String format(Double value) {
    return value == null ? "nan" : String.format(Locale.ROOT, "%.4f", value);
  }

  private static StringBuilder start(String title, String time) {
    StringBuilder line = new StringBuilder();
    pad(line, title, ROW_WIDTH);
    pad(line, time, TIME_WIDTH);
    return line;
  }

  private static void pad(StringBuilder line, String cell, int width) {
    line.append(cell).append(" ".repeat(Math.max(1, width - cell.length())));
  }
}
