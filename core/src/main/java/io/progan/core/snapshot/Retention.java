package io.progan.core.snapshot;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which snapshots of a run stay on the disk. The final one always does.
 *
 * @param last how many of the newest stay; at least 1
 * @param everyKimg beside them the first of every so many thousand images stays; 0 for none
 */
public record Retention(int last, long everyKimg) {

  /** All snapshots stay. */
  public static final Retention ALL = new Retention(Integer.MAX_VALUE, 0);

  private static final Pattern PART = Pattern.compile("(last|every)=(\\d{1,9})");
  private static final String ALL_NAME = "all";

  /** Checks the numbers; throws {@link IllegalArgumentException} if they cannot be. */
  public Retention {
    if (last < 1 || everyKimg < 0) {
      throw new IllegalArgumentException("at least one snapshot has to stay");
    }
  }

  /**
   * Reads {@code last=5,every=50}, {@code last=5}, {@code every=50} or {@code all}. Without {@code
   * last} one stays, the newest.
   *
   * @throws IllegalArgumentException if the text is none of these
   */
  public static Retention parse(String text) {
    if (text.equals(ALL_NAME)) {
      return ALL;
    }
    int last = 1;
    long every = 0;
    Set<String> seen = new HashSet<>();
    for (String part : text.split(",", -1)) {
      Matcher matcher = PART.matcher(part.strip());
      if (!matcher.matches() || !seen.add(matcher.group(1))) {
        throw new IllegalArgumentException(
            "'" + text + "' is not of the form last=5,every=50, or all");
      }
      int number = Integer.parseInt(matcher.group(2));
      if (number < 1) {
        throw new IllegalArgumentException("'" + part + "' has to be at least 1");
      }
      if (matcher.group(1).equals("last")) {
        last = number;
      } else {
        every = number;
      }
    }
    return new Retention(last, every);
  }

  /**
   * Which of a run's snapshots may go.
   *
   * @param kimg thousands of images shown at each snapshot, the newest first
   * @param coming how many newer ones are about to be written, which count as there; the newest of
   *     the list stays all the same
   */
  public List<Long> expendable(List<Long> kimg, int coming) {
    int kept = Math.max(1, last - coming);
    if (kept >= kimg.size()) {
      return List.of();
    }
    return kimg.subList(kept, kimg.size()).stream().filter(at -> !isMilestone(at, kimg)).toList();
  }

  /** Whether none of the others lies before it in its stretch of {@code everyKimg}. */
  private boolean isMilestone(long at, List<Long> kimg) {
    return everyKimg > 0
        && kimg.stream().noneMatch(other -> other < at && other / everyKimg == at / everyKimg);
  }

  /** As {@link #parse} reads it. */
  @Override
  public String toString() {
    if (last == Integer.MAX_VALUE) {
      return ALL_NAME;
    }
    return "last=" + last + (everyKimg == 0 ? "" : ",every=" + everyKimg);
  }
}
