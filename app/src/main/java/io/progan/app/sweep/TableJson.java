package io.progan.app.sweep;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** The table in {@code study.json}, with all digits. */
final class TableJson {

  private TableJson() {}

  static ObjectNode of(StudyTable table) {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    table.columns().forEach(root.putArray("columns")::add);
    ArrayNode rows = root.putArray("rows");
    for (StudyTable.Row row : table.rows()) {
      ObjectNode node = rows.addObject();
      node.put("variant", row.variant().name()).put("label", row.variant().label());
      ObjectNode cells = node.putObject("cells");
      row.cells().forEach((column, cell) -> cells.set(column, cell(cell)));
    }
    return root;
  }

  /** JSON has no NaN. */
  private static ObjectNode cell(StudyTable.Cell cell) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("mean", number(cell.mean()));
    node.put(
        "deviation", cell.deviation().isPresent() ? number(cell.deviation().getAsDouble()) : null);
    node.put("runs", cell.values().size());
    node.put("best", cell.best());
    return node;
  }

  private static Double number(double value) {
    return Double.isNaN(value) ? null : (Double) value;
  }
}
