package io.progan.app.run;

import io.progan.core.network.LayerRow;
import io.progan.core.network.Network;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** A network's layers as a table in the official programme's columns. */
final class LayerTable {

  private static final String RULE = "---";

  private LayerTable() {}

  /** The table with a title row, a row for each layer and the total; lines end with {@code \n}. */
  static String of(Network network) {
    StringBuilder text = new StringBuilder();
    line(text, network.name(), "Params", "OutputShape", "WeightShape");
    line(text, RULE, RULE, RULE, RULE);
    for (LayerRow row : network.table()) {
      String count = row.parameters() == 0 ? "-" : Long.toString(row.parameters());
      String weights = row.weightShape().length == 0 ? "-" : shape(row.weightShape());
      line(text, row.name(), count, shape(row.outputShape()), weights);
    }
    line(text, RULE, RULE, RULE, RULE);
    line(text, "Total", Long.toString(network.parameterCount()), "", "");
    return text.toString();
  }

  private static void line(StringBuilder text, Object... cells) {
    String row = String.format(Locale.ROOT, "%-28s%-12s%-24s%-24s", cells);
    text.append(row.stripTrailing()).append('\n');
  }

  /** {@code (?, 512, 4, 4)}, {@code (512,)}: the minibatch, -1, is a question mark. */
  static String shape(long[] shape) {
    String sizes =
        Arrays.stream(shape)
            .mapToObj(size -> size < 0 ? "?" : Long.toString(size))
            .collect(Collectors.joining(", "));
    return "(" + sizes + (shape.length == 1 ? ",)" : ")");
  }
}
