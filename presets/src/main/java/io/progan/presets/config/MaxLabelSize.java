package io.progan.presets.config;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.OptionalInt;

/**
 * How many components of a dataset's labels are used; in JSON {@code "full"} or a whole number.
 *
 * @param limit the first so many components; empty for all of them
 */
public record MaxLabelSize(OptionalInt limit) {

  /** No labels: the networks are not conditioned. */
  public static final MaxLabelSize NONE = new MaxLabelSize(OptionalInt.of(0));

  /** Every component. */
  public static final MaxLabelSize FULL = new MaxLabelSize(OptionalInt.empty());

  private static final String FULL_NAME = "full";

  /** Checks that the limit is not negative. */
  public MaxLabelSize {
    if (limit.isPresent() && limit.getAsInt() < 0) {
      throw problem(Integer.toString(limit.getAsInt()));
    }
  }

  /** The first {@code limit} components, 0 or more. */
  public static MaxLabelSize of(int limit) {
    return new MaxLabelSize(OptionalInt.of(limit));
  }

  /** How many components remain of labels that have {@code available} of them. */
  public int apply(int available) {
    return Math.min(limit.orElse(available), available);
  }

  @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
  static MaxLabelSize fromJson(JsonNode json) {
    if (json.isTextual() && json.textValue().equals(FULL_NAME)) {
      return FULL;
    }
    if (json.isIntegralNumber() && json.canConvertToInt()) {
      return of(json.intValue());
    }
    throw problem(json.toString());
  }

  @JsonValue
  Object toJson() {
    return limit.isPresent() ? (Object) limit.getAsInt() : FULL_NAME;
  }

  private static ConfigException problem(String got) {
    return new ConfigException("", "must be \"full\" or a whole number of at least 0, got " + got);
  }
}
