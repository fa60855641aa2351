package io.progan.presets.config;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * The number format in which a network computes. Weights, moments and averages of networks that
 * compute in a half format are float32.
 */
public enum Dtype {
  /** 32-bit floating point. */
  FLOAT32("float32", 24, -126),
  /** 64-bit floating point, for checks. */
  FLOAT64("float64", 53, -1022),
  /** IEEE 754 half precision: 11 significant bits, from 6e-8 to 65504. */
  FLOAT16("float16", 11, -14),
  /** The upper half of float32: 8 significant bits, float32's range. */
  BFLOAT16("bfloat16", 8, -126);

  private final String jsonName;
  private final int significantBits;
  private final int leastExponent;

  Dtype(String jsonName, int significantBits, int leastExponent) {
    this.jsonName = jsonName;
    this.significantBits = significantBits;
    this.leastExponent = leastExponent;
  }

  /** The name in JSON. */
  @JsonValue
  public String jsonName() {
    return jsonName;
  }

  /** The name in those of run folders and overlays: {@code fp32}, {@code fp16}, {@code bf16}. */
  public String shortName() {
    return this == BFLOAT16 ? "bf16" : jsonName.replace("float", "fp");
  }

  /** Whether values have 16 bits. */
  public boolean isHalf() {
    return this == FLOAT16 || this == BFLOAT16;
  }

  /**
   * Whether gradients underflow unless the loss is scaled: the range is much smaller than that of
   * float32.
   */
  public boolean needsLossScaling() {
    return this == FLOAT16;
  }

  /** The nearest number of the format, the even one of two (IEEE 754, section 4.3.1). */
  public double round(double value) {
    if (value == 0 || !Double.isFinite(value) || this == FLOAT64) {
      return value;
    }
    int exponent = Math.max(Math.getExponent(value), leastExponent);
    double unit = Math.scalb(1.0, exponent - significantBits + 1);
    double rounded = Math.rint(value / unit) * unit;
    double limit = Math.scalb(1.0, 2 - leastExponent);
    return Math.abs(rounded) >= limit ? Math.copySign(Double.POSITIVE_INFINITY, value) : rounded;
  }

  /**
   * The constant of that name.
   *
   * @throws ConfigException if there is none
   */
  @JsonCreator
  public static Dtype of(String jsonName) {
    return EnumNames.find(values(), Dtype::jsonName, jsonName);
  }
}
