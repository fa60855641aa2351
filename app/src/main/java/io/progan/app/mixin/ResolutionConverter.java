package io.progan.app.mixin;

import java.util.OptionalInt;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a resolution in pixels, or {@code all}, which is empty. */
final class ResolutionConverter implements ITypeConverter<OptionalInt> {

  @Override
  public OptionalInt convert(String text) {
    if (text.equals("all")) {
      return OptionalInt.empty();
    }
    try {
      return OptionalInt.of(new PowerOfTwoConverter().convert(text));
    } catch (TypeConversionException e) {
      throw new TypeConversionException(
          e.getMessage().replaceFirst("must be ", "must be 'all' or "));
    }
  }
}
