package io.progan.app.mixin;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a whole number of 1 or more. */
public final class AtLeastOneConverter implements ITypeConverter<Integer> {

  @Override
  public Integer convert(String text) {
    if (!text.matches("0*[1-9]\\d{0,8}")) {
      throw new TypeConversionException(
          "must be a whole number of 1 or more, got '%s'".formatted(text));
    }
    return Integer.valueOf(text);
  }
}
