package io.progan.app.mixin;

import io.progan.presets.config.Kernels;
import java.util.Iterator;
import java.util.List;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads the name of what computes convolutions. */
public final class KernelsConverter implements ITypeConverter<Kernels>, Iterable<String> {

  private static final List<Kernels> KERNELS = List.of(Kernels.ND4J, Kernels.ONEDNN);

  @Override
  public Kernels convert(String name) {
    return KERNELS.stream()
        .filter(kernels -> kernels.jsonName().equals(name))
        .findFirst()
        .orElseThrow(
            () -> new TypeConversionException("must be nd4j or onednn, got '" + name + "'"));
  }

  /** What a shell completes. */
  @Override
  public Iterator<String> iterator() {
    return KERNELS.stream().map(Kernels::jsonName).iterator();
  }
}
