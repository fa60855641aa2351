package io.progan.presets.config;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** How a network's weights are drawn before the first step. */
public enum WeightInitialization {
  /** Orthonormal rows or columns of the weight as a matrix (Saxe et al., 2014). */
  ORTHO("ortho"),
  /** Normal, with a standard deviation of 0.02. */
  N02("N02"),
  /** Uniform, with the bound of Glorot and Bengio (2010). */
  XAVIER("xavier");

  private final String jsonName;

  WeightInitialization(String jsonName) {
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
  public static WeightInitialization of(String jsonName) {
    return EnumNames.find(values(), WeightInitialization::jsonName, jsonName);
  }
}
