package io.progan.app.mixin;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads seeds and ranges of seeds: {@code 1,5,10-20}. */
public final class SeedsConverter implements ITypeConverter<SeedList> {

  private static final Pattern PART = Pattern.compile("(\\d{1,10})(?:-(\\d{1,10}))?");
  private static final long LARGEST = 0xFFFF_FFFFL;
  private static final int MOST = 1_000_000;

  @Override
  public SeedList convert(String text) {
    List<Long> seeds = new ArrayList<>();
    for (String part : text.split(",", -1)) {
      Matcher matcher = PART.matcher(part.strip());
      if (!matcher.matches()) {
        throw new TypeConversionException(
            "must be seeds and ranges such as 1,5,10-20, got '%s'".formatted(text));
      }
      long first = Long.parseLong(matcher.group(1));
      long last = matcher.group(2) == null ? first : Long.parseLong(matcher.group(2));
      if (last < first || last > LARGEST) {
        throw new TypeConversionException(
            "'%s' must go up, and not beyond %d".formatted(part.strip(), LARGEST));
      }
      if (last - first + seeds.size() >= MOST) {
        throw new TypeConversionException("more than %d seeds in '%s'".formatted(MOST, text));
      }
      for (long seed = first; seed <= last; seed++) {
        seeds.add(seed);
      }
    }
    return new SeedList(seeds);
  }
}
