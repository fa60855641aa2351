package io.progan.app.mixin;

import io.progan.presets.config.ConfigException;
import io.progan.presets.config.LatentFamily;
import java.util.Arrays;
import java.util.Iterator;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads the name of a family of latents. */
final class LatentFamilyConverter implements ITypeConverter<LatentFamily>, Iterable<String> {

  @Override
  public LatentFamily convert(String text) {
    try {
      return LatentFamily.of(text);
    } catch (ConfigException e) {
      throw new TypeConversionException(e.problem());
    }
  }

  @Override
  public Iterator<String> iterator() {
    return Arrays.stream(LatentFamily.values()).map(LatentFamily::jsonName).iterator();
  }
}
