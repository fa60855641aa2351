package io.progan.presets.config;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** How latents are distributed (BigGAN, appendix E). */
public enum LatentFamily {
  /** Standard normal. */
  NORMAL("normal"),
  /** Uniform from -1 to 1. */
  UNIFORM("uniform"),
  /** 0 or 1. */
  BERNOULLI("bernoulli01"),
  /** Standard normal, and 0 instead of what is negative. */
  CENSORED_NORMAL("censored_normal"),
  /** -1 or 1. */
  SIGN("bernoulli_pm1"),
  /** -1, 0 or 1. */
  CATEGORICAL("categorical"),
  /** Standard normal times 0 or 1. */
  NORMAL_TIMES_BERNOULLI("normal_times_bernoulli"),
  /** The first half standard normal, the others 0 or 1. */
  NORMAL_AND_BERNOULLI("normal_and_bernoulli"),
  /** Normal, with a standard deviation from 2 to 1 over the training. */
  ANNEALED_NORMAL("annealed_normal"),
  /** Normal, with a standard deviation of its own for each vector, 0.5 to 1.5. */
  PER_SAMPLE_NORMAL("per_sample_normal");

  private final String jsonName;

  LatentFamily(String jsonName) {
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
  public static LatentFamily of(String jsonName) {
    return EnumNames.find(values(), LatentFamily::jsonName, jsonName);
  }
}
