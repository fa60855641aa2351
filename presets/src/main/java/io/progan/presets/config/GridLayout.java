package io.progan.presets.config;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** Which labels the images of a grid get. */
public enum GridLayout {
  /** Whatever the dataset gives. */
  RANDOM("random"),
  /** Row y shows class y modulo the number of classes. */
  ROW_PER_CLASS("row_per_class");

  private final String jsonName;

  GridLayout(String jsonName) {
    this.jsonName = jsonName;
  }

  /** The name in JSON. */
  @JsonValue
  public String jsonName() {
    return jsonName;
  }

  /**
   * The constant of that name.
   *
   * @throws ConfigException if there is none
   */
  @JsonCreator
  public static GridLayout of(String jsonName) {
    return EnumNames.find(values(), GridLayout::jsonName, jsonName);
  }
}
