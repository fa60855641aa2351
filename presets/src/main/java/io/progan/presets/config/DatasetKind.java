package io.progan.presets.config;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** Where training images come from. */
public enum DatasetKind {
  /** A folder of TFRecord files, one for each resolution. */
  TFRECORD("tfrecord"),
  /** Black images made on the fly, to measure speed without a dataset. */
  SYNTHETIC("synthetic");

  private final String jsonName;

  DatasetKind(String jsonName) {
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
  public static DatasetKind of(String jsonName) {
    return EnumNames.find(values(), DatasetKind::jsonName, jsonName);
  }
}
