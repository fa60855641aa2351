package io.progan.app.metrics;

import io.progan.app.console.HumanFormat;
import io.progan.metrics.registry.Column;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Results as the original programme's table.
 *
 * @param columns of all metrics
 */
record MetricTable(List<Column> columns) {

  private static final int ROW_WIDTH = 10;
  private static final int TIME_WIDTH = 12;
  private static final String RULE = "---";

  /** The two lines above the rows; each ends with {@code \n}. */
  String head() {
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
  String row(String title, double seconds, Map<String, Double> values) {
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
