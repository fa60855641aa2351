package io.progan.presets.config;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** The number format in which a network computes. */
public enum Dtype {
  /** 32-bit floating point. */
  FLOAT32("float32"),
  /** 64-bit floating point, for checks. */
  FLOAT64("float64");

  private final String jsonName;

  Dtype(String jsonName) {
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
   * @throws ConfigException if there is none, and for {@code float16}
   */
  @JsonCreator
  public static Dtype of(String jsonName) {
    if ("float16".equals(jsonName)) {
      throw new ConfigException(
          "", "mixed precision (float16) is not available; use float32 or float64");
    }
    return EnumNames.find(values(), Dtype::jsonName, jsonName);
  }
}
