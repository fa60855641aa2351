package io.progan.presets.config;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/** Finds the name that somebody probably meant. */
public final class Nearest {

  private Nearest() {}

  /**
   * The known name with the fewest letters to change, if they are few: at most two, or a third of
   * what was written. Upper and lower case, {@code -} and {@code _} do not count. Of paths with
   * dots the last part may be meant alone.
   */
  public static Optional<String> to(String written, Collection<String> known) {
    String best = null;
    int bestDistance = Math.max(2, plain(lastPart(written)).length() / 3) + 1;
    for (String name : known) {
      int distance = distance(plain(lastPart(written)), plain(lastPart(name)));
      if (distance < bestDistance || (distance == bestDistance && closer(written, name, best))) {
        best = name;
        bestDistance = distance;
      }
    }
    return Optional.ofNullable(best);
  }

  /** Breaks a tie between two names by what stands before the last dot. */
  private static boolean closer(String written, String name, String best) {
    return best != null
        && distance(plain(written), plain(name)) < distance(plain(written), plain(best));
  }

  private static String plain(String name) {
    return name.toLowerCase(Locale.ROOT).replaceAll("[_-]", "");
  }

  private static String lastPart(String path) {
    return path.substring(path.lastIndexOf('.') + 1);
  }

  /** Levenshtein's distance: letters to insert, delete or replace. */
  private static int distance(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int replace = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replace, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    return row[b.length()];
  }
}
