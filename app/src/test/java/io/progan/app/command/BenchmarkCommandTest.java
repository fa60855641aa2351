package io.progan.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BenchmarkCommandTest {

  private static final List<String> TINY =
      List.of("--fmap-base=32", "--fmap-max=8", "--minibatch=4", "--iterations=2");

  @Test
  void jsonHoldsTheLastStageStableAndFading() throws IOException {
    JsonNode root = json("--resolution=8", "--threads=2");
    assertThat(root.get("threads").asInt()).isEqualTo(2);
    assertThat(root.get("platform").asText()).isNotEmpty();
    JsonNode stages = root.get("stages");
    assertThat(stages).hasSize(2);
    assertThat(stages.findValues("fading").stream().map(JsonNode::asBoolean))
        .containsExactly(false, true);
    for (JsonNode stage : stages) {
      assertThat(stage.get("resolution").asInt()).isEqualTo(8);
      assertThat(stage.get("minibatch").asInt()).isEqualTo(4);
      assertThat(stage.get("lod").asDouble()).isEqualTo(stage.get("fading").asBoolean() ? 0.5 : 0);
      double d = stage.get("dStepMs").asDouble();
      assertThat(d)
          .isBetween(
              stage.at("/dStepMsQuartiles/0").asDouble(),
              stage.at("/dStepMsQuartiles/1").asDouble());
      double data = stage.get("dataMs").asDouble();
      assertThat(data).isPositive();
      assertThat(stage.get("overheadShare").asDouble()).isBetween(0.0, 0.99);
      double total = data + d + stage.get("averageMs").asDouble() + stage.get("gStepMs").asDouble();
      assertThat(stage.get("secPerKimg").asDouble()).isEqualTo(total / 4);
      assertThat(stage.get("dStepGflop").asDouble()).isPositive();
      assertThat(stage.get("convolutionShare").asDouble()).isBetween(0.001, 1.0);
      assertThat(stage.get("bufferBytes").asLong()).isPositive();
      assertThat(stage.get("peakOffHeapBytes").asLong())
          .isGreaterThan(stage.get("bufferBytes").asLong());
      assertThat(stage.get("peakHeapBytes").asLong()).isPositive();
      assertThat(stage.at("/operationMs/conv2d").asDouble()).isPositive();
      assertThat(stage.at("/operationMs/adam").asDouble()).isPositive();
    }
  }

  @Test
  void peopleGetARowForEachStage() {
    Cli.Result result = run("--resolution=4");
    assertThat(result.exitCode()).as(result.err()).isZero();
    assertThat(result.out().lines()).hasSize(3);
    assertThat(result.out())
        .startsWith("ND4J ")
        .containsPattern("(?m)^4x4 +stable +4 +[0-9.]+ +[0-9.]+ \\[");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "--resolution=12, power of two from 4 to 4096",
    "--iterations=0, 1 or more",
    "--threads=0, 1 or more",
    "--minibatch=6, mbstdGroupSize",
    "--fmap-base=0, fmapBase",
    "--dataset=nowhere, there is no such dataset folder",
  })
  void wrongValuesAreOneLine(String option, String says) {
    Cli.Result result = Cli.run("benchmark", option);
    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.out()).isEmpty();
    assertThat(result.err()).contains(says).hasLineCount(1);
  }

  private static JsonNode json(String... options) throws IOException {
    Cli.Result result =
        run(Stream.concat(Stream.of("--json"), Arrays.stream(options)).toArray(String[]::new));
    assertThat(result.exitCode()).as(result.err()).isZero();
    assertThat(result.err()).isEmpty();
    return new ObjectMapper().readTree(result.out());
  }

  private static Cli.Result run(String... options) {
    return Cli.run(
        Stream.of(List.of("benchmark"), TINY, Arrays.asList(options))
            .flatMap(List::stream)
            .toArray());
  }
}
