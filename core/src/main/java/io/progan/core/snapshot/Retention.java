package io.progan.core.snapshot;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which snapshots of a run stay on the disk. The final one always does.
 *
 * @param last how many of the newest stay; at least 1
 * @param everyKimg beside them the first of every so many thousand images stays; 0 for none
 * @param best beside them the best by a metric stay; empty for none
 */
public record Retention(int last, long everyKimg, Optional<Best> best) {

  /** All snapshots stay. */
  public static final Retention ALL = new Retention(Integer.MAX_VALUE, 0, Optional.empty());

  private static final Pattern PART =
      Pattern.compile("(last|every)=(\\d{1,9})|(best)=(\\d{1,9}):(\\w+)");
  private static final String ALL_NAME = "all";

  /**
   * The best snapshots.
   *
   * @param count how many; at least 1
   * @param metric the name of what is measured
   */
  public record Best(int count, String metric) {

    /** As {@link #parse} reads it. */
    @Override
    public String toString() {
      return "best=" + count + ":" + metric;
    }
  }

  /** Checks the numbers; throws {@link IllegalArgumentException} if they cannot be. */
  public Retention {
    if (last < 1 || everyKimg < 0 || best.filter(of -> of.count() < 1).isPresent()) {
      throw new IllegalArgumentException("at least one snapshot has to stay");
    }
  }

  /**
   * Reads {@code last=5,every=50,best=3:fid}, some of the three, or {@code all}. Without {@code
   * last} one stays, the newest.
   *
   * @throws IllegalArgumentException if the text is none of these
   */
  public static Retention parse(String text) {
    if (text.equals(ALL_NAME)) {
      return ALL;
    }
    Map<String, Integer> numbers = new HashMap<>();
    String metric = null;
    for (String part : text.split(",", -1)) {
      Matcher matcher = PART.matcher(part.strip());
      if (!matcher.matches()) {
        throw wrong(text);
      }
      boolean best = matcher.group(3) != null;
      int number = Integer.parseInt(matcher.group(best ? 4 : 2));
      if (number < 1) {
        throw new IllegalArgumentException("'" + part + "' has to be at least 1");
      }
      if (numbers.put(matcher.group(best ? 3 : 1), number) != null) {
        throw wrong(text);
      }
      metric = best ? matcher.group(5) : metric;
    }
    String measured = metric;
    return new Retention(
        numbers.getOrDefault("last", 1),
        numbers.getOrDefault("every", 0),
        Optional.ofNullable(numbers.get("best")).map(count -> new Best(count, measured)));
  }

  private static IllegalArgumentException wrong(String text) {
    return new IllegalArgumentException(
        "'" + text + "' is not of the form last=5,every=50,best=3:METRIC, or all");
  }

  /**
   * Which of a run's snapshots may go, unless they are among the best.
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
    return "last="
        + last
        + (everyKimg == 0 ? "" : ",every=" + everyKimg)
        + best.map(of -> "," + of).orElse("");
  }
}
