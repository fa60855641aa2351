package io.progan.app.mixin;

import io.progan.core.image.ImageGrid;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads the size of a grid: {@code 15x8}, columns first. */
public final class GridSizeConverter implements ITypeConverter<ImageGrid> {

  private static final Pattern SIZE = Pattern.compile("([1-9]\\d{0,3})x([1-9]\\d{0,3})");

  @Override
  public ImageGrid convert(String text) {
    Matcher matcher = SIZE.matcher(text);
    if (!matcher.matches()) {
      throw new TypeConversionException(
          "must be columns x rows such as 15x8, got '%s'".formatted(text));
    }
    return new ImageGrid(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)));
  }
}
