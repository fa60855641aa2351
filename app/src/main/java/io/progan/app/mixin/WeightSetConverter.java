package io.progan.app.mixin;

import io.progan.core.generate.WeightSet;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads which weights of a generator are meant. */
final class WeightSetConverter implements ITypeConverter<WeightSet> {

  @Override
  public WeightSet convert(String name) {
    return switch (name) {
      case "G" -> WeightSet.G;
      case "Gs" -> WeightSet.GS;
      default -> throw new TypeConversionException("must be G or Gs, got '" + name + "'");
    };
  }
}
