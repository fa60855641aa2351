package io.progan.app.mixin;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads one seed of NumPy's legacy generator. */
final class SeedConverter implements ITypeConverter<Long> {

  private static final long LARGEST = 0xFFFF_FFFFL;

  @Override
  public Long convert(String text) {
    long seed = text.matches("\\d{1,10}") ? Long.parseLong(text) : -1;
    if (seed < 0 || seed > LARGEST) {
      throw new TypeConversionException(
          "must be a whole number from 0 to %d, got '%s'".formatted(LARGEST, text));
    }
    return seed;
  }
}
