package io.progan.presets.config;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** When a network that computes in a half format rounds. */
public enum Rounding {
  /** Once a layer, after bias, activation and norm, as fused operations do; once for a blend. */
  FUSED("fused"),
  /** After every elementary operation, as the TensorFlow version does. */
  OPERATION("operation");

  private final String jsonName;

  Rounding(String jsonName) {
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
  public static Rounding of(String jsonName) {
    return EnumNames.find(values(), Rounding::jsonName, jsonName);
  }
}
