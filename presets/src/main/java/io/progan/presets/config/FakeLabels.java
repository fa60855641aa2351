package io.progan.presets.config;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** Which labels fakes get. */
public enum FakeLabels {
  /** In a discriminator step those of the reals, in a generator step those of random images. */
  REALS("reals"),
  /** Those of random images. */
  DATASET("dataset"),
  /** A class at random, whatever the dataset has most of. */
  UNIFORM("uniform");

  private final String jsonName;

  FakeLabels(String jsonName) {
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
  public static FakeLabels of(String jsonName) {
    return EnumNames.find(values(), FakeLabels::jsonName, jsonName);
  }
}
