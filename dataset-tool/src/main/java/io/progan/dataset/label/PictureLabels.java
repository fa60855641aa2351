package io.progan.dataset.label;

import io.progan.dataset.CodePointOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Labels by the names of pictures: classes, which become one-hot rows, or rows of numbers. */
public final class PictureLabels {
  /** The most numbers in a label. */
  static final int MOST_CLASSES = 100_000;

  private final int size;
  private final List<String> classNames;
  private final Map<String, Integer> classes;
  private final Map<String, float[]> rows;
  private final Words words;

  /** What is said about labels: of which columns of a table their numbers are, and notes. */
  private record Words(List<String> columns, List<String> notes) {
    static final Words NONE = new Words(List.of(), List.of());
  }

  private PictureLabels(
      int size,
      List<String> classNames,
      Map<String, Integer> classes,
      Map<String, float[]> rows,
      Words words) {
    this.size = size;
    this.classNames = List.copyOf(classNames);
    this.classes = classes;
    this.rows = rows;
    this.words = words;
  }

  /** Rows of {@code size} numbers. */
  static PictureLabels ofRows(int size, List<String> classNames, Map<String, float[]> rows) {
    return new PictureLabels(size, classNames, Map.of(), rows, Words.NONE);
  }

  /** Classes by number, of which there are {@code size}. */
  static PictureLabels ofNumbers(int size, List<String> classNames, Map<String, Integer> classes) {
    return new PictureLabels(size, classNames, classes, Map.of(), Words.NONE);
  }

  /** Classes by name; the class names are ordered by their code points. */
  static PictureLabels ofNames(Map<String, String> names) {
    TreeSet<String> sorted = new TreeSet<>(CodePointOrder.COMPARATOR);
    sorted.addAll(names.values());
    return ofNames(names, List.copyOf(sorted));
  }

  /** Classes by name, which are all among those given. */
  static PictureLabels ofNames(Map<String, String> names, List<String> classNames) {
    Map<String, Integer> numbers = new HashMap<>();
    for (String name : classNames) {
      numbers.put(name, numbers.size());
    }
    Map<String, Integer> classes = new LinkedHashMap<>();
    names.forEach((picture, name) -> classes.put(picture, numbers.get(name)));
    return ofNumbers(classNames.size(), classNames, classes);
  }

  /** The same with the columns of a table that the numbers of a label are from. */
  PictureLabels withColumns(List<String> columns) {
    Words more = new Words(List.copyOf(columns), words.notes());
    return new PictureLabels(size, classNames, classes, rows, more);
  }

  /** The same with one thing more that is worth saying. */
  PictureLabels withNote(String note) {
    List<String> notes = new ArrayList<>(words.notes());
    notes.add(note);
    Words more = new Words(words.columns(), notes);
    return new PictureLabels(size, classNames, classes, rows, more);
  }

  /**
   * The same labels under other names.
   *
   * @param names for each picture the name that its label has here
   */
  PictureLabels renamed(Map<String, String> names) {
    Map<String, Integer> newClasses = new LinkedHashMap<>();
    Map<String, float[]> newRows = new LinkedHashMap<>();
    names.forEach(
        (picture, name) -> {
          if (rows.containsKey(name)) {
            newRows.put(picture, rows.get(name));
          } else {
            newClasses.put(picture, classes.get(name));
          }
        });
    return new PictureLabels(size, classNames, newClasses, newRows, words);
  }

  /** The same for pictures in a folder, a path that is empty or ends with {@code /}. */
  public PictureLabels below(String folder) {
    Map<String, String> names = new LinkedHashMap<>();
    pictures().forEach(name -> names.put(folder + name, name));
    return renamed(names);
  }

  /** The numbers in each label, at least 1. */
  public int size() {
    return size;
  }

  /** What the numbers stand for, in order; empty if not known. */
  public List<String> classNames() {
    return classNames;
  }

  /** What the columns are called that the numbers are from; empty if not known, or for classes. */
  public List<String> columns() {
    return words.columns();
  }

  /** What is worth saying, each one line. */
  public List<String> notes() {
    return words.notes();
  }

  /** Whether there is a label for a picture. */
  public boolean has(String picture) {
    return classes.containsKey(picture) || rows.containsKey(picture);
  }

  /** The label of a picture that {@link #has} one. */
  public float[] row(String picture) {
    float[] numbers = rows.get(picture);
    if (numbers != null) {
      return numbers.clone();
    }
    float[] row = new float[size];
    row[classes.get(picture)] = 1;
    return row;
  }

  /** How many pictures each class has; empty for labels that are numbers. */
  public List<Integer> histogram() {
    if (classes.isEmpty()) {
      return List.of();
    }
    int[] counts = new int[size];
    classes.values().forEach(number -> counts[number]++);
    return Arrays.stream(counts).boxed().toList();
  }

  /** The names of all pictures that have a label, in the order of their source. */
  Set<String> pictures() {
    return classes.isEmpty() ? rows.keySet() : classes.keySet();
  }
}
