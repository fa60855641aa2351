package io.progan.metrics.msssim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.progan.golden.GoldenCase;
import io.progan.golden.GoldenCases;
import io.progan.metrics.GoldenFiles;
import io.progan.metrics.image.ImageBatch;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MsSsimGoldenTest {

  static Stream<GoldenCase> cases() {
    return GoldenCases.ofKind("msssim");
  }

  @ParameterizedTest(name = "{0}", allowZeroInvocations = true)
  @MethodSource("cases")
  void equalsReference(GoldenCase golden) {
    GoldenFiles files = new GoldenFiles(golden);
    double tolerance = files.tolerance("abs");
    ImageBatch images = files.images("images.npy");
    MsSsim metric = new MsSsim(options(files));
    List<PairScore> scores = metric.score(images);
    files.check(
        "per_image.npy", scores.stream().mapToDouble(PairScore::score).toArray(), tolerance);
    files.check("ssim_levels.npy", levels(scores, PairScore::similarity), tolerance);
    files.check("cs_levels.npy", levels(scores, PairScore::contrast), tolerance);
    metric.add(images);
    assertThat(metric.mean()).isCloseTo(files.expected("msssim").asDouble(), within(tolerance));
  }

  private static MsSsimOptions options(GoldenFiles files) {
    List<Double> weights = new ArrayList<>();
    for (JsonNode weight : files.config("weights")) {
      weights.add(weight.asDouble());
    }
    return new MsSsimOptions(
        weights,
        files.config("max_val").asDouble(),
        files.config("filter_size").asInt(),
        files.config("filter_sigma").asDouble(),
        files.config("k1").asDouble(),
        files.config("k2").asDouble());
  }

  /** Shape [levels, pairs]. */
  private static double[] levels(List<PairScore> scores, Function<PairScore, List<Double>> values) {
    int levels = values.apply(scores.get(0)).size();
    return IntStream.range(0, levels)
        .boxed()
        .flatMap(level -> scores.stream().map(s -> values.apply(s).get(level)))
        .mapToDouble(v -> v)
        .toArray();
  }
}
