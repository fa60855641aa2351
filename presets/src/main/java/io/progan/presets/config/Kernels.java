package io.progan.presets.config;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * What computes convolutions on a processor. The results differ by rounding; with the same kernels
 * a training gives the same bits.
 */
public enum Kernels {
  /** What suits the processor; a run that begins keeps what was chosen. */
  AUTO("auto"),
  /** ND4J's operations, on every machine. */
  ND4J("nd4j"),
  /** Primitives of oneDNN, called directly: x86-64 processors with AVX-512. */
  ONEDNN("onednn");

  private final String jsonName;

  Kernels(String jsonName) {
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
  public static Kernels of(String jsonName) {
    return EnumNames.find(values(), Kernels::jsonName, jsonName);
  }
}
