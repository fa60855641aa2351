package io.progan.core;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.progan.core.state.Precision;
import io.progan.golden.GoldenCase;
import io.progan.presets.config.ConfigJson;
import io.progan.presets.config.DiscriminatorConfig;
import io.progan.presets.config.Dtype;
import io.progan.presets.config.GeneratorConfig;
import io.progan.presets.config.Rounding;
import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Cases in half formats: their formats, networks and measures. */
public final class GoldenPrecision {

  private GoldenPrecision() {}

  /** The format of a case. */
  public static Dtype dtype(GoldenCase golden) {
    return Dtype.of(golden.json().get("format").asText());
  }

  /** What layers compute with. */
  public static Precision precision(GoldenCase golden, Rounding rounding) {
    return Precision.of(dtype(golden), rounding);
  }

  /** The generator of a case's {@code config} object in its format. */
  public static GeneratorConfig generator(GoldenCase golden, JsonNode config, Rounding rounding) {
    return ConfigJson.with(GoldenNetworks.generator(config), changes(golden, rounding));
  }

  /** The discriminator of a case's {@code config} object in its format. */
  public static DiscriminatorConfig discriminator(
      GoldenCase golden, JsonNode config, Rounding rounding) {
    return ConfigJson.with(GoldenNetworks.discriminator(config), changes(golden, rounding));
  }

  private static Map<String, Object> changes(GoldenCase golden, Rounding rounding) {
    return Map.of("dtype", dtype(golden).jsonName(), "rounding", rounding.jsonName());
  }

  /** All elements. */
  public static double[] values(INDArray array) {
    return array.reshape(array.length()).toDoubleVector();
  }

  /** Checks both measures; what is not finite must be as expected. */
  public static void check(
      String what, double[] actual, double[] expected, GoldenCase golden, String group) {
    assertThat(actual).as(what).hasSameSizeAs(expected);
    double largest = 0;
    double difference = 0;
    double squares = 0;
    double errors = 0;
    for (int i = 0; i < actual.length; i++) {
      if (Double.isFinite(expected[i])) {
        double error = Math.abs(actual[i] - expected[i]);
        assertThat(error).as("%s[%d]", what, i).isFinite();
        largest = Math.max(largest, Math.abs(expected[i]));
        difference = Math.max(difference, error);
        squares += expected[i] * expected[i];
        errors += error * error;
      } else {
        assertThat(actual[i]).as("%s[%d]", what, i).isEqualTo(Double.valueOf(expected[i]));
      }
    }
    if (difference == 0) {
      return;
    }
    JsonNode bounds = golden.json().path("tolerance").path(group);
    assertThat(difference / largest).as(what + " max").isLessThanOrEqualTo(bound(bounds, "max"));
    assertThat(Math.sqrt(errors / squares))
        .as(what + " rms")
        .isLessThanOrEqualTo(bound(bounds, "rms"));
  }

  private static double bound(JsonNode bounds, String measure) {
    return bounds.path(measure).asDouble(0);
  }

  /** Checks that all values are numbers of a format. */
  public static void checkFormat(String what, double[] values, Dtype dtype) {
    for (double value : values) {
      assertThat(value).as(what).isEqualTo(Double.valueOf(dtype.round(value)));
    }
  }
}
