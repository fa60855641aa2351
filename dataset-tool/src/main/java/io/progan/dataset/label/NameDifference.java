package io.progan.dataset.label;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Says how a name differs from that of the nearest picture. */
final class NameDifference {

  /** In this order they leave of a name what tells the picture. */
  private static final List<Way> WAYS =
      List.of(
          new Way("folder", name -> name.substring(name.lastIndexOf('/') + 1)),
          new Way("ending", name -> name.replaceFirst("(?<=[^/])\\.[^./]{1,5}$", "")),
          new Way("upper and lower case", name -> name.toLowerCase(Locale.ROOT)),
          new Way("Unicode form", name -> Normalizer.normalize(name, Normalizer.Form.NFC)));

  /** A way in which names differ that mean the same picture, and how to take it out of a name. */
  private record Way(String words, UnaryOperator<String> without) {}

  private NameDifference() {}

  /** Names the nearest of some pictures, and says what alone differs if that is little. */
  static String nearest(String name, List<String> pictures) {
    String bare = bare(name);
    Optional<String> same = pictures.stream().filter(p -> bare(p).equals(bare)).findFirst();
    List<String> ways = same.map(picture -> ways(name, picture)).orElse(List.of());
    if (!ways.isEmpty()) {
      return "'%s' and the picture '%s' differ by %s only"
          .formatted(name, same.get(), String.join(" and ", ways));
    }
    String nearest = pictures.get(0);
    int most = -1;
    for (String picture : pictures) {
      int alike = alike(bare, bare(picture));
      if (alike > most) {
        most = alike;
        nearest = picture;
      }
    }
    return "'%s' for example; the nearest picture is '%s'".formatted(name, nearest);
  }

  private static String bare(String name) {
    String bare = name;
    for (Way way : WAYS) {
      bare = way.without().apply(bare);
    }
    return bare;
  }

  /** A way counts if the names still differ when all others are taken out. */
  private static List<String> ways(String name, String picture) {
    List<String> ways = new ArrayList<>();
    for (Way way : WAYS) {
      String a = name;
      String b = picture;
      for (Way other : WAYS) {
        if (!other.equals(way)) {
          a = other.without().apply(a);
          b = other.without().apply(b);
        }
      }
      if (!a.equals(b)) {
        ways.add(way.words());
      }
    }
    return ways;
  }

  /** How many characters two names have in common at both ends. */
  private static int alike(String a, String b) {
    int shorter = Math.min(a.length(), b.length());
    int start = 0;
    while (start < shorter && a.charAt(start) == b.charAt(start)) {
      start++;
    }
    int end = 0;
    while (end < shorter - start
        && a.charAt(a.length() - 1 - end) == b.charAt(b.length() - 1 - end)) {
      end++;
    }
    return start + end;
  }
}
