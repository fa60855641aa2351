package io.progan.presets.config;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** When the moving average of the generator follows it. */
public enum SmoothAt {
  /** After each discriminator step, as in the TensorFlow version. */
  DISCRIMINATOR_STEP("discriminator-step"),
  /** Before each generator step, as in the Theano version. */
  BEFORE_GENERATOR_STEP("before-generator-step"),
  /** After each generator step, as in BigGAN. */
  GENERATOR_STEP("generator-step");

  private final String jsonName;

  SmoothAt(String jsonName) {
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
  public static SmoothAt of(String jsonName) {
    return EnumNames.find(values(), SmoothAt::jsonName, jsonName);
  }
}
