package io.progan.core.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import io.progan.core.GoldenNetworks;
import io.progan.golden.GoldenCase;
import io.progan.golden.GoldenCases;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Latents of images and of interpolation videos against NumPy and SciPy. */
class LatentsGoldenTest {

  private static final Pattern SEED = Pattern.compile("RandomState\\((\\d+)\\)");
  private static final Pattern SIGMA = Pattern.compile("sigma (\\d+(?:\\.\\d+)?)");

  static Stream<GoldenCase> cases() {
    return GoldenCases.ofKind("random");
  }

  @ParameterizedTest(name = "{0}", allowZeroInvocations = true)
  @MethodSource("cases")
  void latentsOfImages(GoldenCase golden) {
    int checked = 0;
    for (JsonNode file : golden.json().get("files")) {
      if (file.get("path").asText().startsWith("latents_seed")) {
        float[] expected = GoldenNetworks.npy(golden.file(file.get("path").asText())).floats();
        float[] actual =
            Latents.normal(
                Long.parseLong(find(SEED, file)),
                file.at("/shape/0").asInt(),
                file.at("/shape/1").asInt());
        assertThat(actual).hasSameSizeAs(expected);
        for (int i = 0; i < actual.length; i++) {
          assertThat(actual[i]).isCloseTo(expected[i], within(Math.ulp(expected[i])));
        }
        checked++;
      }
    }
    Assumptions.assumeTrue(checked > 0, "a case without latents");
  }

  @ParameterizedTest(name = "{0}", allowZeroInvocations = true)
  @MethodSource("cases")
  void latentsOfVideos(GoldenCase golden) {
    float tolerance = (float) golden.json().at("/tolerance/interpolation_abs").asDouble();
    int checked = 0;
    for (JsonNode file : golden.json().get("files")) {
      if (file.get("path").asText().startsWith("interpolation")) {
        float[] actual =
            Interpolation.smoothed(
                Long.parseLong(find(SEED, file)),
                file.at("/shape/0").asInt(),
                file.at("/shape/1").asInt(),
                file.at("/shape/2").asInt(),
                Double.parseDouble(find(SIGMA, file)));
        assertThat(actual)
            .containsExactly(
                GoldenNetworks.npy(golden.file(file.get("path").asText())).floats(),
                within(tolerance));
        checked++;
      }
    }
    Assumptions.assumeTrue(checked > 0, "a case without interpolation");
  }

  private static String find(Pattern pattern, JsonNode file) {
    Matcher matcher = pattern.matcher(file.get("note").asText());
    assertThat(matcher.find()).as("%s in %s", pattern, file).isTrue();
    return matcher.group(1);
  }
}
