package io.progan.app.console;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.util.Locale;

/** Numbers for people, the same in every locale. */
public final class HumanFormat {

  private static final long MINUTE = 60;
  private static final long HOUR = 60 * MINUTE;
  private static final long DAY = 24 * HOUR;
  private static final int UNIT = 1024;
  private static final String[] UNITS = {"B", "kB", "MB", "GB", "TB", "PB", "EB"};
  private static final int DECIMALS = 6;

  private HumanFormat() {}

  /**
   * A duration: {@code 12s}, {@code 3m 07s}, {@code 1h 02m 03s}, {@code 2d 05h 59m}.
   *
   * @param seconds rounded to a whole number, half to even
   */
  public static String duration(double seconds) {
    long s = (long) Math.rint(seconds);
    if (s < MINUTE) {
      return s + "s";
    }
    if (s < HOUR) {
      return String.format(Locale.ROOT, "%dm %02ds", s / MINUTE, s % MINUTE);
    }
    if (s < DAY) {
      return String.format(
          Locale.ROOT, "%dh %02dm %02ds", s / HOUR, s / MINUTE % MINUTE, s % MINUTE);
    }
    return String.format(Locale.ROOT, "%dd %02dh %02dm", s / DAY, s / HOUR % 24, s / MINUTE % 60);
  }

  /** A size in memory or on disk in units of 1024: {@code 512 B}, {@code 1.5 GB}. */
  public static String bytes(long bytes) {
    if (bytes < UNIT) {
      return bytes + " B";
    }
    double size = bytes;
    int unit = 0;
    while (size >= UNIT && unit < UNITS.length - 1) {
      size /= UNIT;
      unit++;
    }
    return String.format(Locale.ROOT, "%.1f %s", size, UNITS[unit]);
  }

  /** A number with at most six digits after the point and no zeros at the end: {@code 0.0015}. */
  public static String number(double value) {
    if (!Double.isFinite(value)) {
      return Double.toString(value);
    }
    BigDecimal rounded = BigDecimal.valueOf(value).setScale(DECIMALS, RoundingMode.HALF_EVEN);
    return rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
  }

  /** A path as one writes it in a shell. */
  public static String shellWord(Path path) {
    String text = path.toString();
    return text.matches("[\\p{Alnum}/\\\\:._+,@%=-]+")
        ? text
        : "'" + text.replace("'", "'\\''") + "'";
  }

  /** {@code 1 image}, {@code 2 images}. */
  public static String count(long count, String noun) {
    return count + " " + noun + (count == 1 ? "" : "s");
  }
}
