package io.progan.app.choice;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What to do when a training goes wrong.
 *
 * @param kind what
 * @param learningRateFactor what the learning rates are multiplied by at each rollback; above 0, 1
 *     at most
 */
public record OnDivergence(Kind kind, double learningRateFactor) {

  /** The kinds. */
  public enum Kind {
    /** End, with exit code 3. */
    STOP,
    /** Return to the last good snapshot and go on with other random numbers; not for ever. */
    ROLLBACK,
    /** Say it and go on. */
    IGNORE
  }

  /** End, with exit code 3. */
  public static final OnDivergence STOP = new OnDivergence(Kind.STOP, 1);

  private static final Pattern REDUCING =
      Pattern.compile("rollback=(1(\\.0*)?|0?\\.\\d{0,15}[1-9]\\d{0,15})");

  /**
   * Reads {@code stop}, {@code rollback}, {@code rollback=0.5} or {@code ignore}.
   *
   * @throws IllegalArgumentException if it is none of these
   */
  public static OnDivergence parse(String text) {
    Matcher reducing = REDUCING.matcher(text);
    if (reducing.matches()) {
      return new OnDivergence(Kind.ROLLBACK, Double.parseDouble(reducing.group(1)));
    }
    return Arrays.stream(Kind.values())
        .filter(kind -> name(kind).equals(text))
        .findFirst()
        .map(kind -> new OnDivergence(kind, 1))
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "must be stop, rollback, ignore, or rollback=X to multiply the learning rates by"
                        + " X (above 0, 1 at most), got '"
                        + text
                        + "'"));
  }

  private static String name(Kind kind) {
    return kind.name().toLowerCase(Locale.ROOT);
  }

  /** Whether it goes back. */
  public boolean rollsBack() {
    return kind == Kind.ROLLBACK;
  }

  /** As {@link #parse} reads it. */
  @Override
  public String toString() {
    String factor = BigDecimal.valueOf(learningRateFactor).toPlainString();
    return name(kind) + (learningRateFactor == 1 ? "" : "=" + factor);
  }
}
