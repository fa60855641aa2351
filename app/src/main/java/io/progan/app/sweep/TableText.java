package io.progan.app.sweep;

import java.util.ArrayList;
import java.util.List;

/** A study's table as text and as Markdown. */
final class TableText {

  private static final String FIRST = "Training configuration";
  private static final String NONE = "-";
  private static final String BEST = "*";

  private TableText() {}

  /**
   * The table for a console, or if its lines are wider, for each variant a paragraph. The best in
   * each column has an asterisk.
   *
   * @param columns of the console
   */
  static String plain(StudyTable table, int columns) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(titles(table));
    table.rows().forEach(row -> rows.add(cells(table, row, " +- ", "", BEST)));
    int[] widths = widths(rows);
    StringBuilder text = new StringBuilder();
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder();
      for (int i = 0; i < row.size(); i++) {
        line.append(row.get(i)).append(" ".repeat(widths[i] - row.get(i).length() + 2));
      }
      text.append(line.toString().stripTrailing()).append('\n');
    }
    boolean fits = text.toString().lines().allMatch(line -> line.length() <= columns);
    return fits ? text.toString() : paragraphs(rows);
  }

  private static String paragraphs(List<List<String>> rows) {
    List<String> titles = rows.get(0);
    StringBuilder text = new StringBuilder();
    for (List<String> row : rows.subList(1, rows.size())) {
      text.append(row.get(0)).append('\n');
      for (int i = 1; i < row.size(); i++) {
        text.append("    ").append(titles.get(i)).append("  ").append(row.get(i)).append('\n');
      }
    }
    return text.toString();
  }

  /** The table in Markdown, with the best in each column in bold type. */
  static String markdown(StudyTable table) {
    StringBuilder text = new StringBuilder();
    List<String> titles = titles(table);
    line(text, titles);
    line(text, titles.stream().map(title -> title.equals(FIRST) ? "---" : "---:").toList());
    table.rows().forEach(row -> line(text, cells(table, row, " ± ", "**", "**")));
    return text.toString();
  }

  private static void line(StringBuilder text, List<String> cells) {
    List<String> escaped = cells.stream().map(cell -> cell.replace("|", "\\|")).toList();
    text.append("| ").append(String.join(" | ", escaped)).append(" |\n");
  }

  private static List<String> titles(StudyTable table) {
    List<String> titles = new ArrayList<>();
    titles.add(FIRST);
    titles.addAll(table.columns());
    return titles;
  }

  private static List<String> cells(
      StudyTable table, StudyTable.Row row, String plusMinus, String before, String after) {
    List<String> cells = new ArrayList<>();
    cells.add(row.variant().label());
    for (String column : table.columns()) {
      StudyTable.Cell cell = row.cells().get(column);
      String words = cell == null ? NONE : StudyNotes.words(cell, plusMinus);
      cells.add(cell != null && cell.best() ? before + words + after : words);
    }
    return cells;
  }

  private static int[] widths(List<List<String>> rows) {
    int[] widths = new int[rows.get(0).size()];
    for (List<String> row : rows) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], row.get(i).length());
      }
    }
    return widths;
  }
}
