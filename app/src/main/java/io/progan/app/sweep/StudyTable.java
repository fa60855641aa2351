package io.progan.app.sweep;

import io.progan.metrics.registry.MetricSpec;
import io.progan.presets.study.Variant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * The paper's table: a row for each variant, a column for each value of the metrics.
 *
 * @param columns their titles, as {@code progan metrics} has them
 * @param rows in the study's order
 */
record StudyTable(List<String> columns, List<Row> rows) {

  /**
   * A variant.
   *
   * @param cells by column; a column that no run has stays empty
   */
  record Row(Variant variant, Map<String, Cell> cells) {}

  /**
   * The values of a variant's runs.
   *
   * @param values one for each run; NaN where a metric gave no number
   * @param mean of them
   * @param deviation the sample standard deviation; empty for one run
   * @param best whether no other variant's mean is better
   */
  record Cell(List<Double> values, double mean, OptionalDouble deviation, boolean best) {

    private static Cell of(List<Double> values) {
      double mean = values.stream().mapToDouble(v -> v).average().orElseThrow();
      double squares = values.stream().mapToDouble(v -> (v - mean) * (v - mean)).sum();
      OptionalDouble deviation =
          values.size() < 2
              ? OptionalDouble.empty()
              : OptionalDouble.of(Math.sqrt(squares / (values.size() - 1)));
      return new Cell(List.copyOf(values), mean, deviation, false);
    }

    private Cell asBest() {
      return new Cell(values, mean, deviation, true);
    }
  }

  /** The table of what is known so far. */
  static StudyTable of(SweepPlan plan, Ledger ledger) {
    Map<String, MetricSpec> columns = new LinkedHashMap<>();
    Map<Variant, Map<String, List<Double>>> values = new LinkedHashMap<>();
    plan.study().variants().forEach(variant -> values.put(variant, new LinkedHashMap<>()));
    for (MetricSpec spec : plan.metrics()) {
      for (SweepRun run : ledger.runs()) {
        measured(ledger, run, spec)
            .forEach(
                (column, value) -> {
                  columns.put(column, spec);
                  values
                      .get(run.variant())
                      .computeIfAbsent(column, c -> new ArrayList<>())
                      .add(value == null ? Double.valueOf(Double.NaN) : value);
                });
      }
    }
    List<Row> rows = new ArrayList<>();
    values.forEach((variant, found) -> rows.add(row(variant, found)));
    columns.forEach((column, spec) -> mark(rows, column, spec));
    return new StudyTable(List.copyOf(columns.keySet()), rows);
  }

  private static Map<String, Double> measured(Ledger ledger, SweepRun run, MetricSpec spec) {
    Optional<Figures> figures =
        ledger.state(run) != SweepState.DONE
            ? Optional.empty()
            : ledger.figures(run).stream()
                .filter(of -> of.metric().equals(spec.name()))
                .findFirst();
    return figures.map(Figures::values).orElse(Map.of());
  }

  private static Row row(Variant variant, Map<String, List<Double>> found) {
    Map<String, Cell> cells = new LinkedHashMap<>();
    found.forEach((column, values) -> cells.put(column, Cell.of(values)));
    return new Row(variant, cells);
  }

  private static void mark(List<Row> rows, String column, MetricSpec spec) {
    OptionalDouble best =
        spec.ranking()
            .best(
                column,
                rows.stream()
                    .map(row -> row.cells().get(column))
                    .filter(cell -> cell != null && !Double.isNaN(cell.mean()))
                    .mapToDouble(Cell::mean));
    for (Row row : rows) {
      Cell cell = row.cells().get(column);
      if (cell != null && best.isPresent() && cell.mean() == best.getAsDouble()) {
        row.cells().put(column, cell.asBest());
      }
    }
  }
}
