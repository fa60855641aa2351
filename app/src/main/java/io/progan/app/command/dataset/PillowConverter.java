package io.progan.app.command.dataset;

import io.progan.dataset.resample.Arithmetic;
import java.util.Iterator;
import java.util.List;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a generation of Pillow. */
final class PillowConverter implements ITypeConverter<Arithmetic>, Iterable<String> {

  @Override
  public Arithmetic convert(String text) {
    return switch (text) {
      case "new" -> Arithmetic.FIXED_POINT;
      case "3.1.1" -> Arithmetic.SINGLE_PRECISION;
      default ->
          throw new TypeConversionException("must be new or 3.1.1, got '%s'".formatted(text));
    };
  }

  /** What a shell completes. */
  @Override
  public Iterator<String> iterator() {
    return List.of("new", "3.1.1").iterator();
  }
}
