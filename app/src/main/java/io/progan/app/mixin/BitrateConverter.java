package io.progan.app.mixin;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads bits per second: {@code 16M}, {@code 800k}, {@code 64000}. */
final class BitrateConverter implements ITypeConverter<Integer> {

  private static final Pattern RATE = Pattern.compile("(\\d{1,9}(?:\\.\\d{1,3})?)([kM]?)");
  private static final double LEAST = 1000;
  private static final double MOST = 500e6;

  @Override
  public Integer convert(String text) {
    Matcher matcher = RATE.matcher(text);
    double rate = -1;
    if (matcher.matches()) {
      double unit = matcher.group(2).equals("M") ? 1e6 : matcher.group(2).equals("k") ? 1e3 : 1;
      rate = Double.parseDouble(matcher.group(1)) * unit;
    }
    if (rate < LEAST || rate > MOST) {
      throw new TypeConversionException(
          "must be bits per second from 1k to 500M, such as 16M, got '%s'".formatted(text));
    }
    return (int) Math.round(rate);
  }
}
