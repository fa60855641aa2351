package io.progan.app.mixin;

import java.util.OptionalInt;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a resolution in pixels, or {@code all}, which is empty. */
final class ResolutionConverter implements ITypeConverter<OptionalInt> {

  private static final int LEAST = 4;
  private static final int MOST = 4096;

  @Override
  public OptionalInt convert(String text) {
    if (text.equals("all")) {
      return OptionalInt.empty();
    }
    int pixels = text.matches("\\d{1,4}") ? Integer.parseInt(text) : 0;
    if (pixels < LEAST || pixels > MOST || Integer.bitCount(pixels) != 1) {
      throw new TypeConversionException(
          "must be 'all' or a power of two from %d to %d, got '%s'".formatted(LEAST, MOST, text));
    }
    return OptionalInt.of(pixels);
  }
}
