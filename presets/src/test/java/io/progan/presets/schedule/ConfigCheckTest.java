package io.progan.presets.schedule;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.progan.presets.config.ConfigException;
import io.progan.presets.config.ConfigJson;
import io.progan.presets.config.DatasetShape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigCheckTest {

  private static final DatasetShape RGB64 = new DatasetShape(64, 3, 0);

  private static void check(String json) {
    ConfigCheck.check(ConfigJson.read(json), RGB64);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"dataset\":{\"resolution\":128}} | dataset.resolution: is 128, but the"
            + " dataset is smaller: 64x64; use null or 64",
        "{\"dataset\":{\"resolution\":32}} | dataset.resolution: is 32, but the dataset"
            + " is larger: 64x64; use null or 64",
        "{\"dataset\":{\"numChannels\":1}} | dataset.numChannels: is 1, but the images"
            + " of the dataset have 3; use null or 3",
        "{\"generator\":{\"fmapBase\":16}} | generator.fmapBase: leaves no feature map"
            + " at 64x64; use a larger fmapBase or a smaller fmapDecay",
        "{\"discriminator\":{\"fmapDecay\":3}} | discriminator.fmapBase: leaves no"
            + " feature map at 64x64; use a larger fmapBase or a smaller fmapDecay",
        "{\"generator\":{\"dtype\":\"float64\"}} | discriminator.dtype: is float32, but"
            + " generator.dtype is float64; both networks compute in one graph, use the same",
        "{\"sched\":{\"lodTrainingKimg\":0,\"minibatchDict\":{\"4\":6}}} |"
            + " sched.minibatchDict.4: gives each replica 6 images at 4x4, which"
            + " discriminator.mbstdGroupSize 4 does not divide; use a multiple of 4, or less than"
            + " 4, for each of numGpus 1, or another group size (0 is off)",
        "{\"numGpus\":32} | sched.minibatchBase: must be at least 32, one image for each"
            + " of numGpus, got 16 at 4x4",
        "{\"numGpus\":4,\"sched\":{\"minibatchDict\":{\"16\":3}}} |"
            + " sched.minibatchDict.16: must be at least 4, one image for each of numGpus, got"
            + " 3 at 16x16",
        "{\"sched\":{\"minibatchBase\":6}} | sched.minibatchBase: gives each replica 6"
            + " images at 4x4, which discriminator.mbstdGroupSize 4 does not divide; use a"
            + " multiple of 4, or less than 4, for each of numGpus 1, or another group size (0"
            + " is off)",
        "{\"numGpus\":2,\"sched\":{\"minibatchDict\":{\"64\":20}}} |"
            + " sched.minibatchDict.64: gives each replica 10 images at 64x64, which"
            + " discriminator.mbstdGroupSize 4 does not divide; use a multiple of 4, or less"
            + " than 4, for each of numGpus 2, or another group size (0 is off)",
        "{\"sched\":{\"maxMinibatchPerGpu\":{\"32\":7}}} | sched.maxMinibatchPerGpu.32:"
            + " gives each replica 7 images at 32x32, which discriminator.mbstdGroupSize 4"
            + " does not divide; use a multiple of 4, or less than 4, for each of numGpus 1,"
            + " or another group size (0 is off)",
      })
  void mistakesNameTheKey(String json, String message) {
    assertThatThrownBy(() -> check(json)).isInstanceOf(ConfigException.class).hasMessage(message);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "{}",
        "{\"dataset\":{\"resolution\":64,\"numChannels\":3}}",
        "{\"sched\":{\"minibatchBase\":3}}",
        "{\"sched\":{\"minibatchBase\":6},\"discriminator\":{\"mbstdGroupSize\":0}}",
        "{\"sched\":{\"minibatchBase\":7},\"discriminator\":{\"mbstdGroupSize\":1}}",
        "{\"sched\":{\"minibatchBase\":14},\"discriminator\":{\"mbstdGroupSize\":16}}",
        "{\"sched\":{\"minibatchDict\":{\"128\":6}}}",
        "{\"sched\":{\"lodInitialResolution\":1024}}",
      })
  void settingsThatWork(String json) {
    assertThatCode(() -> check(json)).doesNotThrowAnyException();
  }

  @Test
  void onlyStagesThatTrainingReachesCount() {
    String late = "{\"train\":{\"totalKimg\":%s},\"sched\":{\"minibatchDict\":{\"8\":6}}}";
    assertThatCode(() -> check(late.formatted(600))).doesNotThrowAnyException();
    assertThatThrownBy(() -> check(late.formatted(601)))
        .hasMessageStartingWith("sched.minibatchDict.8: ");
  }
}
