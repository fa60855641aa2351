package io.progan.presets.config;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** What generalized dropout does to a feature map of an image. */
public enum DropoutMode {
  /** Multiplies by 1 and normal noise in proportion to the root of the number of maps. */
  PROP("prop"),
  /** Multiplies by 1 plus the strength, to the power of normal noise. */
  MUL("mul"),
  /** Drops it, or else makes up for the others. */
  DROP("drop");

  private final String jsonName;

  DropoutMode(String jsonName) {
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
  public static DropoutMode of(String jsonName) {
    return EnumNames.find(values(), DropoutMode::jsonName, jsonName);
  }
}
