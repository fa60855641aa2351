package io.progan.metrics.classifier;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.progan.dataset.numpy.NpyArray;
import io.progan.golden.GoldenCase;
import io.progan.golden.GoldenCases;
import io.progan.metrics.GoldenFiles;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;

class ClassifierGoldenTest {

  static Stream<GoldenCase> cases() {
    return GoldenCases.ofKind("theano_mnist_modes");
  }

  private static ClassifierWeights weights(GoldenCase golden, int imageSize) {
    GoldenFiles files = new GoldenFiles(golden);
    Map<String, NpyArray> arrays = new HashMap<>();
    for (JsonNode file : golden.json().get("files")) {
      String path = file.get("path").asText();
      if (path.startsWith("classifier/")) {
        arrays.put(path.substring("classifier/".length(), path.length() - 4), files.read(path));
      }
    }
    return new ClassifierWeights(imageSize, List.of(), arrays);
  }

  @ParameterizedTest(name = "{0}", allowZeroInvocations = true)
  @MethodSource("cases")
  void equalsReferenceInDouble(GoldenCase golden) {
    equalsReference(golden, DataType.DOUBLE, "float64");
  }

  @ParameterizedTest(name = "{0}", allowZeroInvocations = true)
  @MethodSource("cases")
  void equalsReferenceInSingle(GoldenCase golden) {
    equalsReference(golden, DataType.FLOAT, "float32");
  }

  private static void equalsReference(GoldenCase golden, DataType type, String precision) {
    GoldenFiles files = new GoldenFiles(golden);
    float[] pictures = files.images("images.npy").values();
    double[] expected = files.read("probabilities.npy").doubles();
    double largest = 0;
    for (double value : expected) {
      largest = Math.max(largest, Math.abs(value));
    }
    try (Classifier classifier =
        Classifier.of(weights(golden, files.read("images.npy").shape()[3]), type)) {
      double[] actual = classifier.probabilities(pictures);
      double worst = 0;
      for (int i = 0; i < expected.length; i++) {
        worst = Math.max(worst, Math.abs(actual[i] - expected[i]));
      }
      assertThat(actual).hasSameSizeAs(expected);
      assertThat(worst / largest).as(precision).isLessThanOrEqualTo(files.tolerance(precision));
      assertThat(classifier.classify(pictures)).containsExactly(files.read("digits.npy").ints());
    }
  }
}
