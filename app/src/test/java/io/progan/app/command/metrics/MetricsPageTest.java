package io.progan.app.command.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.progan.metrics.registry.MetricSpec;
import io.progan.metrics.registry.Metrics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The page about metrics has a row for each of them. */
class MetricsPageTest {

  private static final Path PAGE = Path.of("../docs/metrics.md");

  static Stream<MetricSpec> specs() {
    return Metrics.ALL.stream();
  }

  @ParameterizedTest
  @MethodSource("specs")
  void namesTheMetricAndItsNumberOfImages(MetricSpec spec) throws IOException {
    List<String> rows;
    try (Stream<String> lines = Files.lines(PAGE)) {
      rows = lines.filter(line -> line.startsWith("| `" + spec.name() + "` | ")).toList();
    }
    assertThat(rows)
        .as("rows of %s in %s", spec.name(), PAGE)
        .singleElement()
        .asString()
        .contains(" | " + spec.needs().usualImages() + " | ");
  }
}
