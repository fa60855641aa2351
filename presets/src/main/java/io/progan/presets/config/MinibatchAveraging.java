package io.progan.presets.config;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * How the deviations of a minibatch become feature maps.
 *
 * @param mode over what they are averaged
 * @param groups runs of consecutive feature maps, in mode {@code GROUP}; else 1
 */
public record MinibatchAveraging(Mode mode, int groups) {

  /** Over what deviations are averaged. */
  public enum Mode {
    /** No statistics. */
    OFF,
    /** Feature maps and pixels: one map. */
    ALL,
    /** Pixels: a map for each. */
    SPATIAL,
    /** Nothing: a map for each. */
    NONE,
    /** The deviation is that over images and pixels together: a map for each. */
    GPOOL,
    /** The deviation is that of all numbers together: one map. */
    FLAT,
    /** A run of feature maps, and pixels: a map for each run. */
    GROUP
  }

  /** No statistics. */
  public static final MinibatchAveraging OFF = new MinibatchAveraging(Mode.OFF, 1);

  /** The mean over everything. */
  public static final MinibatchAveraging ALL = new MinibatchAveraging(Mode.ALL, 1);

  private static final Pattern GROUP = Pattern.compile("group([1-9][0-9]{0,4})");

  /** The name in JSON. */
  @JsonValue
  public String jsonName() {
    String name = mode.name().toLowerCase(Locale.ROOT);
    return mode == Mode.GROUP ? name + groups : name;
  }

  /**
   * What a name stands for: {@code off}, {@code all}, {@code spatial}, {@code none}, {@code gpool},
   * {@code flat} or {@code groupK}.
   *
   * @throws ConfigException if it stands for nothing
   */
  @JsonCreator
  public static MinibatchAveraging of(String jsonName) {
    Matcher group = GROUP.matcher(jsonName);
    if (group.matches()) {
      return new MinibatchAveraging(Mode.GROUP, Integer.parseInt(group.group(1)));
    }
    return Arrays.stream(Mode.values())
        .filter(mode -> mode != Mode.GROUP)
        .map(mode -> new MinibatchAveraging(mode, 1))
        .filter(averaging -> averaging.jsonName().equals(jsonName))
        .findFirst()
        .orElseThrow(
            () ->
                new ConfigException(
                    "", "must be one of %s; got \"%s\"".formatted(names(), jsonName)));
  }

  private static String names() {
    return Arrays.stream(Mode.values())
            .filter(mode -> mode != Mode.GROUP)
            .map(mode -> new MinibatchAveraging(mode, 1).jsonName())
            .collect(Collectors.joining(", "))
        + " or groupK, K being the number of groups";
  }

  /**
   * Feature maps that are appended.
   *
   * @param maps that there are
   */
  public int extraMaps(int maps) {
    return switch (mode) {
      case OFF -> 0;
      case ALL, FLAT -> 1;
      case SPATIAL, NONE, GPOOL -> maps;
      case GROUP -> groups;
    };
  }

  /**
   * Checks that feature maps can be divided into the groups.
   *
   * @throws ConfigException if not
   */
  void checkMaps(int maps) {
    if (maps % groups != 0) {
      throw new ConfigException(
          "mbstatAvg", "%d groups do not divide the %d feature maps".formatted(groups, maps));
    }
  }
}
