package io.progan.dataset.label;

import java.util.OptionalInt;
import java.util.regex.Pattern;

/** Which cells of a table are numbers. */
final class Numbers {
  private static final Pattern NUMBER =
      Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?|" + "[+-]?(?:inf|Inf|Infinity)");
  private static final Pattern MISSING = Pattern.compile("nan|NaN|NAN");

  /** Other programmes write the number of a class with a point, too. */
  private static final Pattern CLASS = Pattern.compile("(\\d{1,9})(\\.0*)?");

  private Numbers() {}

  /** Whether a cell is a number; infinity and what is no number (NaN) are among them. */
  static boolean isNumber(String cell) {
    return isMissing(cell) || NUMBER.matcher(cell).matches();
  }

  /** Whether a cell is NaN, which is how other programmes write that a value is missing. */
  static boolean isMissing(String cell) {
    return MISSING.matcher(cell).matches();
  }

  /** The number of a class, if it may be one. */
  static OptionalInt classNumber(String cell) {
    var matcher = CLASS.matcher(cell);
    return matcher.matches()
        ? OptionalInt.of(Integer.parseInt(matcher.group(1)))
        : OptionalInt.empty();
  }
}
