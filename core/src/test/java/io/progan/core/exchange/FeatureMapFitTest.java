package io.progan.core.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import io.progan.presets.config.ProgressiveGeneratorConfig;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Numbers of feature maps as options. */
class FeatureMapFitTest {

  @ParameterizedTest
  @CsvSource({
    "8192,1,512,9",
    "8192,1,512,3",
    "2048,1,64,4",
    "4096,1,128,9",
    "100,1,7,3",
    "100,0.5,30,6",
    "64,0,64,4",
    "3000,2,999,5",
    "777,1.37,200,5"
  })
  void optionsGiveTheSameNumbers(int base, double decay, int max, int last) {
    ProgressiveGeneratorConfig config = config(base, decay, max);
    Map<Integer, Integer> maps = new TreeMap<>();
    for (int stage = 0; stage <= last; stage++) {
      maps.put(stage, config.featureMaps(stage));
    }
    FeatureMapFit fit = FeatureMapFit.of(maps).orElseThrow();
    ProgressiveGeneratorConfig found = config(fit.base(), fit.decay(), fit.max());
    maps.forEach((stage, count) -> assertThat(found.featureMaps(stage)).isEqualTo(count));
  }

  private static ProgressiveGeneratorConfig config(int base, double decay, int max) {
    ProgressiveGeneratorConfig d = ProgressiveGeneratorConfig.defaults();
    return new ProgressiveGeneratorConfig(
        base,
        decay,
        max,
        null,
        d.normalizeLatents(),
        d.useWscale(),
        d.usePixelnorm(),
        d.pixelnormEpsilon(),
        d.useLeakyrelu(),
        d.fusedScale(),
        d.dtype(),
        d.rounding());
  }

  @Test
  void theOriginalsOptionsAreFound() {
    Map<Integer, Integer> maps = Map.of(1, 512, 2, 512, 3, 512, 4, 512, 5, 256, 6, 128);
    assertThat(FeatureMapFit.of(maps)).contains(new FeatureMapFit(8192, 1.0, 512));
  }

  @Test
  void numbersThatGrowFollowNoOptions() {
    assertThat(FeatureMapFit.of(Map.of(1, 8, 2, 16))).isEmpty();
  }
}
