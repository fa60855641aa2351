package io.progan.dataset.label;

import io.progan.dataset.DatasetException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Labels in a file. CSV: lines of a picture's name and its class, a name or a number, or two or
 * more numbers; a heading line may come first. JSON: an object from names to classes or lists of
 * numbers, or {@code {"labels": [[name, label], ...]}}; {@code "classNames"} may list the classes.
 */
public final class LabelReader {
  private final Path file;
  private final Map<String, List<String>> cells = new LinkedHashMap<>();
  private List<String> classNames = List.of();

  private LabelReader(Path file) {
    this.file = file;
  }

  /**
   * Reads a file.
   *
   * @param file ending in {@code .json} for JSON; everything else is CSV
   * @throws DatasetException naming file and line or picture if it cannot be understood
   */
  public static PictureLabels read(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new DatasetException(file + ": no such file of labels");
    }
    LabelReader reader = new LabelReader(file);
    if (file.toString().toLowerCase(Locale.ROOT).endsWith(".json")) {
      reader.classNames = JsonLabels.read(file, reader::put);
    } else {
      CsvLabels.read(file, reader::put);
    }
    if (reader.cells.isEmpty()) {
      throw new DatasetException(file + ": holds no labels");
    }
    return reader.labels();
  }

  /** Takes what one entry says. */
  @FunctionalInterface
  interface Entries {
    /**
     * One entry.
     *
     * @param label a class, or more numbers than one
     * @param place the line or entry, for messages
     */
    void put(String picture, List<String> label, String place) throws DatasetException;
  }

  private void put(String picture, List<String> label, String place) throws DatasetException {
    String name = picture.replaceFirst("^\\uFEFF?(\\./)*", "");
    if (name.isEmpty() || label.isEmpty() || label.get(0).isEmpty()) {
      throw fault(place, "needs the name of a picture and its label");
    }
    List<String> before = cells.putIfAbsent(name, label);
    if (before != null && !before.equals(label)) {
      throw fault(place, "another label for '" + name + "'");
    }
  }

  private DatasetException fault(String place, String reason) {
    return new DatasetException(file + ": " + place + ": " + reason);
  }

  private PictureLabels labels() throws DatasetException {
    int size = cells.values().iterator().next().size();
    for (var entry : cells.entrySet()) {
      if (entry.getValue().size() != size) {
        throw fault(
            entry.getKey(),
            "has %d numbers, the first label has %d".formatted(entry.getValue().size(), size));
      }
    }
    if (size > 1) {
      return rows(size);
    }
    boolean numbers = cells.values().stream().allMatch(l -> l.get(0).matches("\\d{1,9}"));
    return numbers ? numbers() : names();
  }

  private PictureLabels rows(int size) throws DatasetException {
    Map<String, float[]> rows = new HashMap<>();
    for (var entry : cells.entrySet()) {
      float[] row = new float[size];
      for (int i = 0; i < size; i++) {
        row[i] = number(entry.getKey(), entry.getValue().get(i));
      }
      rows.put(entry.getKey(), row);
    }
    checkClassNames(size);
    return PictureLabels.ofRows(size, classNames, rows);
  }

  private float number(String picture, String text) throws DatasetException {
    try {
      float value = Float.parseFloat(text);
      if (Float.isFinite(value)) {
        return value;
      }
    } catch (NumberFormatException e) {
      // the same message
    }
    throw fault(picture, "'" + text + "' is not a number");
  }

  private PictureLabels numbers() throws DatasetException {
    Map<String, Integer> classes = new HashMap<>();
    int most = 0;
    for (var entry : cells.entrySet()) {
      int number = Integer.parseInt(entry.getValue().get(0));
      most = Math.max(most, number);
      classes.put(entry.getKey(), number);
    }
    if (most >= PictureLabels.MOST_CLASSES) {
      throw new DatasetException(
          "%s: class %d is above the highest that can be used, %d"
              .formatted(file, most, PictureLabels.MOST_CLASSES - 1));
    }
    int size = Math.max(most + 1, classNames.size());
    checkClassNames(size);
    return PictureLabels.ofNumbers(size, classNames, classes);
  }

  private void checkClassNames(int size) throws DatasetException {
    if (!classNames.isEmpty() && classNames.size() != size) {
      throw new DatasetException(
          "%s: names %d classes, the labels have %d".formatted(file, classNames.size(), size));
    }
  }

  private PictureLabels names() throws DatasetException {
    Map<String, String> names = new HashMap<>();
    cells.forEach((picture, label) -> names.put(picture, label.get(0)));
    if (classNames.isEmpty()) {
      return PictureLabels.ofNames(names);
    }
    Map<String, Integer> classes = new HashMap<>();
    List<String> known = new ArrayList<>(classNames);
    for (var entry : names.entrySet()) {
      int number = known.indexOf(entry.getValue());
      if (number < 0) {
        throw fault(entry.getKey(), "class '" + entry.getValue() + "' is not in \"classNames\"");
      }
      classes.put(entry.getKey(), number);
    }
    return PictureLabels.ofNumbers(known.size(), known, classes);
  }
}
