package io.progan.metrics.modes;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.progan.golden.GoldenCase;
import io.progan.golden.GoldenCases;
import io.progan.metrics.GoldenFiles;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ModeCountsGoldenTest {

  static Stream<GoldenCase> cases() {
    return GoldenCases.ofKind("theano_mnist_modes");
  }

  @ParameterizedTest(name = "{0}", allowZeroInvocations = true)
  @MethodSource("cases")
  void equalsReference(GoldenCase golden) {
    GoldenFiles files = new GoldenFiles(golden);
    for (JsonNode histogram : golden.json().get("histograms")) {
      String index = histogram.get("index").asText();
      ModeCounts counts = new ModeCounts(10);
      counts.add(files.read("histogram/digits_" + index + ".npy").ints());
      assertThat(counts.images()).as(index).isEqualTo(histogram.get("images").asLong());
      assertThat(counts.hit()).as(index).isEqualTo(histogram.get("modes").asInt());
      GoldenFiles.checkRelative(
          "KL of " + index,
          counts.divergence(),
          histogram.get("kl").asDouble(),
          files.tolerance("float64"));
    }
  }
}
