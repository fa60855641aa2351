package io.progan.app.mixin;

import io.progan.dataset.write.BuildOptions;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads which part of a dataset is meant: {@code 2/4}, counted from 1. */
final class ShardConverter implements ITypeConverter<BuildOptions.Part> {

  private static final Pattern PART = Pattern.compile("(\\d{1,6})/(\\d{1,6})");

  @Override
  public BuildOptions.Part convert(String text) {
    Matcher matcher = PART.matcher(text);
    int index = matcher.matches() ? Integer.parseInt(matcher.group(1)) : 0;
    if (index < 1 || index > Integer.parseInt(matcher.group(2))) {
      throw new TypeConversionException(
          "must be a part and the number of parts, 1/N to N/N, such as 2/4, got '%s'"
              .formatted(text));
    }
    return new BuildOptions.Part(index, Integer.parseInt(matcher.group(2)));
  }
}
