package io.progan.presets.config;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** What orthogonal regularisation adds to a gradient, W being a weight as a matrix of outputs. */
public enum OrthoForm {
  /** Strength times 2 (W W^T * (1 - I)) W: the public code. */
  CODE("code"),
  /** Twice that: the gradient of strength times |W W^T * (1 - I)|^2, as the paper writes it. */
  LITERAL("literal"),
  /** Strength times 2 (W W^T - I) W: norms are held, too. */
  PLAIN("plain");

  private final String jsonName;

  OrthoForm(String jsonName) {
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
  public static OrthoForm of(String jsonName) {
    return EnumNames.find(values(), OrthoForm::jsonName, jsonName);
  }
}
