package io.progan.metrics.inception;

import io.progan.dataset.numpy.NpyArray;
import io.progan.golden.GoldenCase;
import io.progan.golden.GoldenCases;
import io.progan.metrics.GoldenFiles;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class InceptionGoldenTest {

  static Stream<GoldenCase> cases() {
    return GoldenCases.ofKind("inception_score");
  }

  @ParameterizedTest(name = "{0}", allowZeroInvocations = true)
  @MethodSource("cases")
  void equalsReference(GoldenCase golden) {
    GoldenFiles files = new GoldenFiles(golden);
    NpyArray probabilities = files.read("probabilities.npy");
    int[] shape = probabilities.shape();
    int splits = files.config("splits").asInt();
    InceptionScore score = new InceptionScore(shape[0], splits, shape[1]);
    score.add(probabilities.floats());
    InceptionResult result = score.result();
    double tolerance = files.tolerance("rel");
    GoldenFiles.checkRelative("mean", result.mean(), files.expected("mean").asDouble(), tolerance);
    GoldenFiles.checkRelative(
        "deviation", result.deviation(), files.expected("std").asDouble(), tolerance);
    for (int i = 0; i < splits; i++) {
      GoldenFiles.checkRelative(
          "split " + i,
          result.perSplit().get(i),
          files.expected("per_split").get(i).asDouble(),
          tolerance);
    }
  }
}
