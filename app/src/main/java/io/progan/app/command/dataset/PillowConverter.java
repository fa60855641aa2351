package io.progan.app.command.dataset;

import io.progan.dataset.resample.Arithmetic;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a generation of Pillow. */
final class PillowConverter implements ITypeConverter<Arithmetic> {

  @Override
  public Arithmetic convert(String text) {
    return switch (text) {
      case "new" -> Arithmetic.FIXED_POINT;
      case "3.1.1" -> Arithmetic.SINGLE_PRECISION;
      default ->
          throw new TypeConversionException("must be new or 3.1.1, got '%s'".formatted(text));
    };
  }
}
