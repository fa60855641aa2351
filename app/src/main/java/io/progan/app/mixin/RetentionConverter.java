package io.progan.app.mixin;

import io.progan.core.snapshot.Retention;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads which snapshots stay. */
final class RetentionConverter implements ITypeConverter<Retention> {

  @Override
  public Retention convert(String text) {
    try {
      return Retention.parse(text);
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException(e.getMessage());
    }
  }
}
