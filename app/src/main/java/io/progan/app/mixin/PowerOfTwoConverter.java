package io.progan.app.mixin;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a resolution in pixels. */
public final class PowerOfTwoConverter implements ITypeConverter<Integer> {

  private static final int LEAST = 4;
  private static final int MOST = 4096;

  @Override
  public Integer convert(String text) {
    int pixels = text.matches("\\d{1,4}") ? Integer.parseInt(text) : 0;
    if (pixels < LEAST || pixels > MOST || Integer.bitCount(pixels) != 1) {
      throw new TypeConversionException(
          "must be a power of two from %d to %d, got '%s'".formatted(LEAST, MOST, text));
    }
    return pixels;
  }
}
