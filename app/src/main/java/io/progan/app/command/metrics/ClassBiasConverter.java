package io.progan.app.command.metrics;

import io.progan.metrics.feature.ClassBias;
import java.util.Iterator;
import java.util.List;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads {@code with} or {@code without}. */
final class ClassBiasConverter implements ITypeConverter<ClassBias>, Iterable<String> {

  @Override
  public ClassBias convert(String text) {
    return switch (text) {
      case "with" -> ClassBias.WITH;
      case "without" -> ClassBias.WITHOUT;
      default ->
          throw new TypeConversionException("must be with or without, got '%s'".formatted(text));
    };
  }

  /** What a shell completes. */
  @Override
  public Iterator<String> iterator() {
    return List.of("with", "without").iterator();
  }
}
