package io.progan.app.mixin;

import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * Reads constants by their names in small letters.
 *
 * @param <E> their type
 */
public abstract class WordConverter<E extends Enum<E>>
    implements ITypeConverter<E>, Iterable<String> {

  private final List<E> values;

  /** Of these constants. */
  protected WordConverter(List<E> values) {
    this.values = List.copyOf(values);
  }

  @Override
  public final E convert(String text) {
    return values.stream()
        .filter(value -> word(value).equals(text))
        .findFirst()
        .orElseThrow(
            () ->
                new TypeConversionException(
                    "must be one of %s; got '%s'"
                        .formatted(
                            String.join(", ", values.stream().map(this::word).toList()), text)));
  }

  @Override
  public final Iterator<String> iterator() {
    return values.stream().map(this::word).iterator();
  }

  private String word(E value) {
    return value.name().toLowerCase(Locale.ROOT);
  }
}
