package io.progan.dataset.label;

import java.util.List;

/**
 * What a file of labels holds, not yet understood.
 *
 * @param entries one a picture
 * @param classNames the classes in order, if the file lists them; otherwise empty
 * @param columns what the heading of a table calls its columns; empty if there is none
 */
record LabelTable(List<LabelEntry> entries, List<String> classNames, List<String> columns) {

  /** What column that number of a label is called, from 0. */
  String column(int number) {
    return columns.size() > number + 1
        ? "'" + columns.get(number + 1) + "'"
        : String.valueOf(number + 2);
  }
}
