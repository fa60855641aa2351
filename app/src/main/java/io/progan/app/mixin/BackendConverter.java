package io.progan.app.mixin;

import io.progan.app.choice.Backend;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads the name of a backend. */
public final class BackendConverter implements ITypeConverter<Backend>, Iterable<String> {

  @Override
  public Backend convert(String name) {
    return Arrays.stream(Backend.values())
        .filter(backend -> backend.optionName().equals(name))
        .findFirst()
        .orElseThrow(() -> new TypeConversionException("must be cpu or cuda, got '" + name + "'"));
  }

  /** What a shell completes. */
  @Override
  public Iterator<String> iterator() {
    return List.of("cpu", "cuda").iterator();
  }
}
