package io.progan.dataset.label;

import io.progan.dataset.DatasetException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Classes by the folders that pictures lie in. */
public final class FolderLabels {
  private static final Set<String> SPLITS =
      Set.of(
          "train",
          "training",
          "trainset",
          "val",
          "valid",
          "validation",
          "valset",
          "test",
          "testing",
          "testset",
          "dev",
          "devset",
          "eval",
          "evaluation",
          "holdout");
  private static final Pattern BETWEEN_WORDS = Pattern.compile("[^\\p{L}]+");
  private static final int MOST_SHOWN = 5;

  private FolderLabels() {}

  /** Which folder in a picture's path names its class. */
  public enum Level {
    /** The first that differs; refused if that looks like a split of a dataset. */
    CHECKED,
    /** The first, after leaving out folders that all pictures have in common. */
    FIRST,
    /** The innermost. */
    LAST,
    /** All of them, after leaving out those that all pictures have in common, with {@code /}. */
    PATH
  }

  /**
   * A class for each folder. Pictures that lie in no folder get no label.
   *
   * @param pictures paths with {@code /}
   * @throws DatasetException if no picture lies in a folder, or the folders are to be checked and
   *     look like training and test parts of a dataset
   */
  public static PictureLabels of(List<String> pictures, Level level) throws DatasetException {
    List<String> inFolders = pictures.stream().filter(p -> p.contains("/")).toList();
    if (inFolders.isEmpty()) {
      boolean windows = pictures.stream().anyMatch(p -> p.contains("\\"));
      throw new DatasetException(
          "the pictures lie in no folders that could name their classes; "
              + (windows ? "their names hold \\, so take the zip that they are from, or " : "")
              + "name a CSV or JSON file");
    }
    int common = inFolders.size() == pictures.size() ? commonFolders(inFolders) : 0;
    Map<String, String> first = named(inFolders, common, Level.FIRST);
    if (level == Level.CHECKED) {
      check(first, named(inFolders, common, Level.LAST));
    }
    return PictureLabels.ofNames(level == Level.CHECKED ? first : named(inFolders, common, level));
  }

  private static Map<String, String> named(List<String> pictures, int common, Level level) {
    Map<String, String> names = new LinkedHashMap<>();
    for (String picture : pictures) {
      String[] parts = picture.split("/", -1);
      int last = parts.length - 1;
      names.put(
          picture,
          switch (level) {
            case CHECKED, FIRST -> parts[common];
            case LAST -> parts[last - 1];
            case PATH -> String.join("/", Arrays.copyOfRange(parts, common, last));
          });
    }
    return names;
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

  private static void check(Map<String, String> first, Map<String, String> last)
      throws DatasetException {
    Set<String> names = Set.copyOf(first.values());
    long splits = names.stream().filter(FolderLabels::isSplit).count();
    if (splits < 2 && !names.stream().allMatch(FolderLabels::hasSplit)) {
      return;
    }
    String found = "the folders %s look like parts of a split dataset, not like classes; ";
    String innermost =
        "--labels folders:last takes the innermost folders, %s; folders:first those above";
    throw new DatasetException(
        first.equals(last)
            ? found.formatted(shown(first)) + "if they are the classes, use --labels folders:first"
            : found.formatted(shown(first)) + innermost.formatted(shown(last)));
  }

  private static boolean isSplit(String folder) {
    return SPLITS.contains(BETWEEN_WORDS.matcher(folder.toLowerCase(Locale.ROOT)).replaceAll(""));
  }

  private static boolean hasSplit(String folder) {
    return Arrays.stream(BETWEEN_WORDS.split(folder.toLowerCase(Locale.ROOT)))
        .anyMatch(SPLITS::contains);
  }

  /** Classes with how many pictures they have: {@code cat (3), dog (2)}. */
  private static String shown(Map<String, String> names) {
    Map<String, Long> counts =
        names.values().stream()
            .collect(Collectors.groupingBy(n -> n, TreeMap::new, Collectors.counting()));
    String shown =
        counts.entrySet().stream()
            .limit(MOST_SHOWN)
            .map(entry -> "%s (%d)".formatted(entry.getKey(), entry.getValue()))
            .collect(Collectors.joining(", "));
    int more = counts.size() - MOST_SHOWN;
    return more > 0 ? shown + " and " + more + " more" : shown;
  }
}
