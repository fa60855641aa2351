package io.progan.app.mixin;

import io.progan.app.choice.OnDivergence;
import java.util.Iterator;
import java.util.List;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads what to do when a training goes wrong. */
final class OnDivergenceConverter implements ITypeConverter<OnDivergence>, Iterable<String> {

  @Override
  public OnDivergence convert(String text) {
    try {
      return OnDivergence.parse(text);
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException(e.getMessage());
    }
  }

  /** What a shell completes. */
  @Override
  public Iterator<String> iterator() {
    return List.of("stop", "rollback", "rollback=0.5", "ignore").iterator();
  }
}
