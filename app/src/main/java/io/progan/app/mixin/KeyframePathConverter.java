package io.progan.app.mixin;

import io.progan.core.generate.KeyframePath;
import java.util.Iterator;
import java.util.List;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads how to get from key frame to key frame. */
final class KeyframePathConverter implements ITypeConverter<KeyframePath>, Iterable<String> {

  @Override
  public KeyframePath convert(String name) {
    return switch (name) {
      case "spherical" -> KeyframePath.SPHERICAL;
      case "smooth" -> KeyframePath.SMOOTH;
      default ->
          throw new TypeConversionException("must be spherical or smooth, got '" + name + "'");
    };
  }

  /** What a shell completes. */
  @Override
  public Iterator<String> iterator() {
    return List.of("spherical", "smooth").iterator();
  }
}
