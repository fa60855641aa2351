package io.progan.app.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.progan.core.snapshot.TickStatistics;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** The largest singular value of each weight over the ticks, those that grew most first. */
final class SingularValueTable {

  private SingularValueTable() {}

  /** By layer a column of a number for each tick; null where there is none. */
  static ObjectNode of(List<TickStatistics> ticks) {
    ObjectNode table = JsonNodeFactory.instance.objectNode();
    if (ticks.isEmpty()) {
      return table;
    }
    Map<String, List<Double>> first = ticks.get(0).singularValues();
    Map<String, List<Double>> last = ticks.get(ticks.size() - 1).singularValues();
    List<String> layers = new ArrayList<>(last.keySet());
    layers.sort(
        Comparator.comparingDouble(
            layer -> -largest(last, layer) / Math.max(1e-12, largest(first, layer))));
    for (String layer : layers) {
      ArrayNode column = table.putArray(layer);
      for (TickStatistics tick : ticks) {
        double value = largest(tick.singularValues(), layer);
        if (Double.isFinite(value)) {
          column.add(ReportData.rounded(value));
        } else {
          column.addNull();
        }
      }
    }
    return table;
  }

  private static double largest(Map<String, List<Double>> values, String layer) {
    List<Double> all = values.getOrDefault(layer, List.of());
    return all.isEmpty() ? Double.NaN : all.get(0);
  }
}
