package io.progan.app.mixin;

import io.progan.core.generate.Together;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads which images are normalised together. */
final class TogetherConverter implements ITypeConverter<Together> {

  private static final String AVERAGES = "averages";
  private static final int MOST_DIGITS = 6;

  @Override
  public Together convert(String text) {
    if (text.equals(AVERAGES)) {
      return Together.AVERAGES;
    }
    boolean number = text.matches("\\d{1,%d}".formatted(MOST_DIGITS));
    if (!number || Integer.parseInt(text) < 1) {
      throw new TypeConversionException(
          "must be a number of images, 1 or more, or %s; got '%s'".formatted(AVERAGES, text));
    }
    return Together.of(Integer.parseInt(text));
  }
}
