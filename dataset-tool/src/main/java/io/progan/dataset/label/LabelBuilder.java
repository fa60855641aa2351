package io.progan.dataset.label;

import io.progan.dataset.DatasetException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/** Makes labels of what a file of them holds. */
final class LabelBuilder {
  private final String file;
  private final LabelTable table;
  private final Map<String, LabelEntry> labels = new LinkedHashMap<>();
  private int twice;

  /** Of a file, called so in messages. */
  LabelBuilder(String file, LabelTable table) {
    this.file = file;
    this.table = table;
  }

  PictureLabels build() throws DatasetException {
    for (LabelEntry entry : table.entries()) {
      put(entry);
    }
    if (labels.isEmpty()) {
      throw new DatasetException(file + ": holds no labels");
    }
    LabelEntry first = labels.values().iterator().next();
    for (LabelEntry entry : labels.values()) {
      checkLike(first, entry);
    }
    PictureLabels made = first.isVector() ? rows(first.cells().size()) : classes();
    return twice == 0
        ? made
        : made.withNote(
            "%s: %d times a name that was there before, with the same label"
                .formatted(file, twice));
  }

  private void put(LabelEntry entry) throws DatasetException {
    String path = entry.path();
    if (path.isEmpty() || entry.cells().isEmpty() || entry.cells().get(0).isEmpty()) {
      throw fault(
          entry,
          "needs the name of a picture and its label"
              + (entry.cells().isEmpty() ? ", between them a comma, semicolon or tab in CSV" : ""));
    }
    LabelEntry before = labels.putIfAbsent(path, entry);
    if (before != null && !before.cells().equals(entry.cells())) {
      throw fault(
          entry, "another label for '%s' than at %s".formatted(entry.picture(), before.place()));
    }
    twice += before == null ? 0 : 1;
  }

  private DatasetException fault(LabelEntry entry, String reason) {
    return new DatasetException("%s: %s: %s".formatted(file, entry.place(), reason));
  }

  private void checkLike(LabelEntry first, LabelEntry entry) throws DatasetException {
    int size = entry.cells().size();
    if (size != first.cells().size() || entry.isVector() != first.isVector()) {
      String what = entry.isVector() ? "a label of %d numbers" : "a label of %d class";
      String other = first.isVector() ? "has %d numbers" : "is %d class";
      throw fault(
          entry,
          (what + ", the first label (%s) " + other)
              .formatted(size, first.place(), first.cells().size()));
    }
  }

  private PictureLabels rows(int size) throws DatasetException {
    Map<String, float[]> rows = new LinkedHashMap<>();
    for (LabelEntry entry : labels.values()) {
      float[] row = new float[size];
      for (int i = 0; i < size; i++) {
        row[i] = number(entry, i);
      }
      rows.put(entry.path(), row);
    }
    checkClassNames(size);
    List<String> columns = IntStream.range(0, size).mapToObj(table::column).toList();
    return PictureLabels.ofRows(size, table.classNames(), rows)
        .withColumns(table.columns().isEmpty() ? List.of() : columns);
  }

  private float number(LabelEntry entry, int index) throws DatasetException {
    String text = entry.cells().get(index);
    float value = Numbers.isNumber(text) && !Numbers.isMissing(text) ? parse(text) : Float.NaN;
    if (Float.isFinite(value)) {
      return value;
    }
    String reason = "'%s' is not a number that can be used".formatted(text);
    boolean csv = entry.place().startsWith("line");
    throw fault(
        entry,
        csv
            ? "column %s: %s; columns are %s: keep the name and a class, or the name and numbers"
                .formatted(table.column(index), reason, columns(entry))
            : reason + " ('" + entry.picture() + "')");
  }

  private static float parse(String text) {
    return text.matches("[+-]?[Ii]nf.*") ? Float.POSITIVE_INFINITY : Float.parseFloat(text);
  }

  private String columns(LabelEntry entry) {
    List<String> names =
        table.columns().isEmpty()
            ? IntStream.rangeClosed(1, entry.cells().size() + 1).mapToObj(String::valueOf).toList()
            : table.columns().stream().map(name -> "'" + name + "'").toList();
    return String.join(", ", names);
  }

  private PictureLabels classes() throws DatasetException {
    boolean allNumbers =
        labels.values().stream().allMatch(entry -> Numbers.isNumber(entry.cells().get(0)));
    for (LabelEntry entry : labels.values()) {
      String text = entry.cells().get(0);
      if (Numbers.isMissing(text)) {
        throw fault(entry, "'%s' is no label ('%s')".formatted(text, entry.picture()));
      }
      if (allNumbers && Numbers.classNumber(text).isEmpty()) {
        throw fault(
            entry,
            "'%s' is not the number of a class (0, 1, 2 and so on); write names of classes, or two"
                    .formatted(text)
                + " or more numbers a label");
      }
    }
    return allNumbers ? numbers() : names();
  }

  private PictureLabels numbers() throws DatasetException {
    Map<String, Integer> classes = new LinkedHashMap<>();
    int most = 0;
    for (LabelEntry entry : labels.values()) {
      OptionalInt number = Numbers.classNumber(entry.cells().get(0));
      most = Math.max(most, number.orElseThrow());
      classes.put(entry.path(), number.getAsInt());
    }
    if (most >= PictureLabels.MOST_CLASSES) {
      throw new DatasetException(
          "%s: class %d is above the highest that can be used, %d"
              .formatted(file, most, PictureLabels.MOST_CLASSES - 1));
    }
    int size = Math.max(most + 1, table.classNames().size());
    checkClassNames(size);
    return PictureLabels.ofNumbers(size, table.classNames(), classes);
  }

  private void checkClassNames(int size) throws DatasetException {
    int names = table.classNames().size();
    if (names != 0 && names != size) {
      throw new DatasetException(
          "%s: names %d classes, the labels have %d".formatted(file, names, size));
    }
  }

  private PictureLabels names() throws DatasetException {
    Map<String, String> names = new LinkedHashMap<>();
    labels.forEach((picture, entry) -> names.put(picture, entry.cells().get(0)));
    List<String> known = new ArrayList<>(table.classNames());
    if (known.isEmpty()) {
      return PictureLabels.ofNames(names);
    }
    for (LabelEntry entry : labels.values()) {
      if (!known.contains(entry.cells().get(0))) {
        throw fault(entry, "class '%s' is not in \"classNames\"".formatted(entry.cells().get(0)));
      }
    }
    return PictureLabels.ofNames(names, known);
  }
}
