package io.progan.dataset.label;

import io.progan.dataset.CodePointOrder;
import io.progan.dataset.DatasetException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** Labels by the names of pictures: classes, which become one-hot rows, or rows of numbers. */
public final class PictureLabels {
  /** The most numbers in a label. */
  static final int MOST_CLASSES = 100_000;

  private final int size;
  private final List<String> classNames;
  private final Map<String, Integer> classes;
  private final Map<String, float[]> rows;

  private PictureLabels(
      int size, List<String> classNames, Map<String, Integer> classes, Map<String, float[]> rows) {
    this.size = size;
    this.classNames = List.copyOf(classNames);
    this.classes = classes;
    this.rows = rows;
  }

  /** Rows of {@code size} numbers. */
  static PictureLabels ofRows(int size, List<String> classNames, Map<String, float[]> rows) {
    return new PictureLabels(size, classNames, Map.of(), rows);
  }

  /** Classes by number, of which there are {@code size}. */
  static PictureLabels ofNumbers(int size, List<String> classNames, Map<String, Integer> classes) {
    return new PictureLabels(size, classNames, classes, Map.of());
  }

  /** Classes by name; the class names are ordered by their code points. */
  static PictureLabels ofNames(Map<String, String> names) {
    TreeSet<String> sorted = new TreeSet<>(CodePointOrder.COMPARATOR);
    sorted.addAll(names.values());
    return ofNames(names, List.copyOf(sorted));
  }

  private static PictureLabels ofNames(Map<String, String> names, List<String> classNames) {
    Map<String, Integer> numbers = new HashMap<>();
    for (String name : classNames) {
      numbers.put(name, numbers.size());
    }
    Map<String, Integer> classes = new HashMap<>();
    names.forEach((picture, name) -> classes.put(picture, numbers.get(name)));
    return ofNumbers(classNames.size(), classNames, classes);
  }

  /**
   * A class for each folder: the first one in a picture's path, after leaving out folders that all
   * pictures have in common. Pictures that lie in no folder get no label.
   *
   * @param pictures paths with {@code /}
   * @throws DatasetException if no picture lies in a folder
   */
  public static PictureLabels ofFolders(List<String> pictures) throws DatasetException {
    List<String> inFolders = pictures.stream().filter(p -> p.contains("/")).toList();
    if (inFolders.isEmpty()) {
      throw new DatasetException(
          "the pictures lie in no folders that could name their classes; name a CSV or JSON file");
    }
    int common = inFolders.size() == pictures.size() ? commonFolders(inFolders) : 0;
    Map<String, String> names = new HashMap<>();
    for (String picture : inFolders) {
      names.put(picture, picture.split("/", -1)[common]);
    }
    return ofNames(names);
  }

  /** How many folders at the start of all paths are the same and not the last one of any. */
  private static int commonFolders(List<String> pictures) {
    String[] first = pictures.get(0).split("/", -1);
    int common = first.length - 2;
    for (String picture : pictures) {
      String[] parts = picture.split("/", -1);
      int same = 0;
      while (same < Math.min(common, parts.length - 2) && parts[same].equals(first[same])) {
        same++;
      }
      common = same;
    }
    return common;
  }

  /** The numbers in each label, at least 1. */
  public int size() {
    return size;
  }

  /** What the numbers stand for, in order; empty if not known. */
  public List<String> classNames() {
    return classNames;
  }

  /** Whether there is a label for a picture. */
  public boolean has(String picture) {
    return classes.containsKey(key(picture)) || rows.containsKey(key(picture));
  }

  /** The label of a picture that {@link #has} one. */
  public float[] row(String picture) {
    float[] numbers = rows.get(key(picture));
    if (numbers != null) {
      return numbers.clone();
    }
    float[] row = new float[size];
    row[classes.get(key(picture))] = 1;
    return row;
  }

  /** The number of labels. */
  public int count() {
    return classes.size() + rows.size();
  }

  /** A label may name a picture by its path or by its file name alone. */
  private String key(String picture) {
    return classes.containsKey(picture) || rows.containsKey(picture)
        ? picture
        : picture.substring(picture.lastIndexOf('/') + 1);
  }
}
