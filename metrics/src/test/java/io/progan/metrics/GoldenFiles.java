package io.progan.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.progan.dataset.numpy.NpyArray;
import io.progan.dataset.numpy.NpyReader;
import io.progan.golden.GoldenCase;
import io.progan.metrics.image.ImageBatch;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Reads the arrays of a golden case and compares with them. */
public final class GoldenFiles {
  private final GoldenCase golden;

  public GoldenFiles(GoldenCase golden) {
    this.golden = golden;
  }

  /** Whether the case lists the file; some arrays are stored for some levels only. */
  public boolean has(String path) {
    for (JsonNode file : golden.json().get("files")) {
      if (file.get("path").asText().equals(path)) {
        return true;
      }
    }
    return false;
  }

  public NpyArray read(String path) {
    try {
      return NpyReader.read(golden.file(path));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public ImageBatch images(String path) {
    NpyArray array = read(path);
    int[] s = array.shape();
    return ImageBatch.ofBytes(array.bytes(), s[0], s[1], s[2], s[3]);
  }

  /** If the case lists the file, its values are the first of the given ones. */
  public void check(String path, float[] actual, double tolerance) {
    double[] widened = new double[actual.length];
    for (int i = 0; i < widened.length; i++) {
      widened[i] = actual[i];
    }
    check(path, widened, tolerance);
  }

  /** If the case lists the file, its values are the first of the given ones. */
  public void check(String path, double[] actual, double tolerance) {
    if (!has(path)) {
      return;
    }
    double[] expected = read(path).doubles();
    assertThat(actual.length).as(path).isGreaterThanOrEqualTo(expected.length);
    double worst = 0;
    for (int i = 0; i < expected.length; i++) {
      worst = Math.max(worst, Math.abs(expected[i] - actual[i]));
    }
    assertThat(worst).as("largest difference from " + path).isLessThanOrEqualTo(tolerance);
  }

  /** A scalar within a relative tolerance. */
  public static void checkRelative(String name, double actual, double expected, double tolerance) {
    assertThat(Math.abs(actual - expected))
        .as(name + " " + actual + ", expected " + expected)
        .isLessThanOrEqualTo(tolerance * Math.abs(expected));
  }

  public JsonNode config(String key) {
    return golden.json().get("config").get(key);
  }

  public JsonNode expected(String key) {
    return golden.json().get("expected").get(key);
  }

  public double tolerance(String key) {
    JsonNode value = golden.json().get("tolerance").get(key);
    assertThat(value).as("tolerance " + key).isNotNull();
    return value.asDouble();
  }
}
