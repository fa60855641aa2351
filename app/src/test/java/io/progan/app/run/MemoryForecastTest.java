package io.progan.app.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.progan.presets.config.DatasetShape;
import io.progan.presets.preset.ConfigRequest;
import io.progan.presets.preset.ConfigResolver;
import org.junit.jupiter.api.Test;

class MemoryForecastTest {

  private static final long GIGABYTE = 1L << 30;

  private final MemoryForecast forecast =
      new MemoryForecast(
          ConfigResolver.resolve(
              ConfigRequest.ofPreset("v2-1gpu").withOption("train.kernels", "nd4j")),
          new DatasetShape(1024, 3, 0));

  @Test
  void theLargestStageIsNamed() {
    assertThat(forecast.summary(0, 64 * GIGABYTE))
        .matches(
            "memory: about 1\\d\\.\\d GB, most of all at 1024x1024 with 4 images a replica; 64.0 GB may be used");
    assertThat(forecast.summary(0, Long.MAX_VALUE)).endsWith(" a replica");
    assertThat(forecast.warnings(0, 64 * GIGABYTE)).isEmpty();
  }

  @Test
  void whatWillNotFitIsNamedOnceForEachResolutionWithWhatWould() {
    assertThat(forecast.warnings(0, 6 * GIGABYTE))
        .hasSize(6)
        .anySatisfy(
            line ->
                assertThat(line)
                    .contains("32x32 takes about ", " with 64 images a replica, more than the 6.0")
                    .contains("32 at a time fit", "sched.maxMinibatchPerGpu.32=32"))
        .anySatisfy(
            line ->
                assertThat(line)
                    .contains("1024x1024", "not even one minibatch-stddev group", "fmapMax"));
  }

  @Test
  void whatIsBehindARunDoesNotMatter() {
    assertThat(forecast.warnings(11_000, 6 * GIGABYTE))
        .singleElement()
        .asString()
        .contains("1024x");
  }
}
