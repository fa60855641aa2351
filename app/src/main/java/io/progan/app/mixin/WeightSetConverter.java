package io.progan.app.mixin;

import io.progan.core.generate.WeightSet;
import java.util.Iterator;
import java.util.List;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads which weights of a generator are meant. */
final class WeightSetConverter implements ITypeConverter<WeightSet>, Iterable<String> {

  @Override
  public WeightSet convert(String name) {
    return switch (name) {
      case "G" -> WeightSet.G;
      case "Gs" -> WeightSet.GS;
      default -> throw new TypeConversionException("must be G or Gs, got '" + name + "'");
    };
  }

  /** What a shell completes. */
  @Override
  public Iterator<String> iterator() {
    return List.of("G", "Gs").iterator();
  }
}
