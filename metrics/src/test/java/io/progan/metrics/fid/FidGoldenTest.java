package io.progan.metrics.fid;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.progan.dataset.numpy.NpyArray;
import io.progan.golden.GoldenCase;
import io.progan.golden.GoldenCases;
import io.progan.metrics.GoldenFiles;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FidGoldenTest {

  static Stream<GoldenCase> cases() {
    return GoldenCases.ofKind("fid");
  }

  @ParameterizedTest(name = "{0}", allowZeroInvocations = true)
  @MethodSource("cases")
  void equalsReference(GoldenCase golden) {
    GoldenFiles files = new GoldenFiles(golden);
    int checked = 0;
    for (Map.Entry<String, JsonNode> entry : golden.json().get("expected").properties()) {
      String name = entry.getKey();
      // The entry "identical" has no features of its own: it is the set a of "regular" twice.
      boolean own = files.has(name + "/features_a.npy");
      FeatureStatistics a = statistics(files, (own ? name : "regular") + "/features_a.npy");
      FeatureStatistics b = own ? statistics(files, name + "/features_b.npy") : a;
      FrechetDistance.Result result = new FrechetDistance(a).to(b);
      assertThat(result.value())
          .as(name)
          .isCloseTo(entry.getValue().get("fid").asDouble(), within(tolerance(golden, entry)));
      if (own) {
        checkParts(files, name, entry.getValue(), a, result);
      }
      checked++;
    }
    assertThat(checked).isPositive();
  }

  private static void checkParts(
      GoldenFiles files,
      String name,
      JsonNode expected,
      FeatureStatistics a,
      FrechetDistance.Result result) {
    double tolerance = 1e-10;
    GoldenFiles.checkRelative(
        name + " mean term", result.meanTerm(), expected.get("mean_term").asDouble(), tolerance);
    GoldenFiles.checkRelative(
        name + " trace a", result.referenceTrace(), expected.get("trace_a").asDouble(), tolerance);
    GoldenFiles.checkRelative(
        name + " trace b", result.otherTrace(), expected.get("trace_b").asDouble(), tolerance);
    files.check(name + "/mean_a.npy", a.mean(), tolerance);
    files.check(name + "/cov_a.npy", a.covariance(), tolerance);
  }

  private static double tolerance(GoldenCase golden, Map.Entry<String, JsonNode> entry) {
    JsonNode tolerances = golden.json().get("tolerance");
    JsonNode absolute = tolerances.get(entry.getKey() + "_abs");
    return absolute != null
        ? absolute.asDouble()
        : tolerances.get(entry.getKey() + "_rel").asDouble()
            * Math.abs(entry.getValue().get("fid").asDouble());
  }

  private static FeatureStatistics statistics(GoldenFiles files, String path) {
    NpyArray features = files.read(path);
    try (FeatureAccumulator accumulator = new FeatureAccumulator(features.shape()[1])) {
      accumulator.add(features.floats());
      return accumulator.statistics();
    }
  }
}
