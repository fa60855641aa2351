package io.progan.presets.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigJsonTest {

  @Test
  void missingKeysHaveTheirDefaults() {
    assertThat(ConfigJson.read("{}")).isEqualTo(RunConfig.defaults());
    RunConfig config = ConfigJson.read("{\"sched\": {\"minibatchBase\": 8}}");
    assertThat(config.sched().minibatchBase()).isEqualTo(8);
    assertThat(config.sched().tickKimgDict()).hasSize(9);
    assertThat(config.train()).isEqualTo(TrainConfig.defaults());
  }

  @Test
  void mapsReplaceTheDefaultMap() {
    assertThat(ConfigJson.read("{\"sched\": {\"tickKimgDict\": {}}}").sched().tickKimgDict())
        .isEmpty();
  }

  @Test
  void writingAndReadingGivesTheSame() {
    RunConfig config =
        ConfigJson.with(
            RunConfig.defaults(),
            Map.of(
                "numGpus",
                3,
                "dataset",
                Map.of("maxLabelSize", "full", "resolution", 64),
                "train",
                Map.of("drangeNet", List.of(0, 1.5)),
                "sched",
                Map.of("minibatchDict", Map.of(16, 8, 4, 128), "gLrateDict", Map.of(64, 1e-5)),
                "generator",
                Map.of("latentSize", 10, "dtype", "float64", "pixelnormEpsilon", 1e-4),
                "grid",
                Map.of("size", "4k", "layout", "row_per_class")));
    String json = ConfigJson.write(config);
    assertThat(ConfigJson.read(json)).isEqualTo(config);
    assertThat(ConfigJson.write(ConfigJson.read(json))).isEqualTo(json);
    assertThat(json)
        .startsWith("{\n  \"randomSeed\" : 1000,\n  \"numGpus\" : 3,\n")
        .endsWith("}\n");
    assertThat(json).contains("\"maxLabelSize\" : \"full\"", "\"resolution\" : 64");
  }

  @Test
  void mapsAreWrittenInOrderOfResolution() {
    assertThat(ConfigJson.write(RunConfig.defaults()))
        .containsSubsequence("\"4\" : 160.0", "\"16\"", "\"128\"", "\"1024\" : 10.0");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        // unknown keys
        "{\"sched\":{\"minibatchBas\":8}} | sched.minibatchBas: unknown key; did you mean"
            + " sched.minibatchBase?",
        "{\"minibatchBase\":8} | minibatchBase: unknown key; did you mean sched.minibatchBase?",
        "{\"sched\":{\"mbstd_group_size\":8}} | sched.mbstd_group_size: unknown key; did you mean"
            + " discriminator.mbstdGroupSize?",
        "{\"grid\":{\"xyz\":8}} | grid.xyz: unknown key; grid allows size, layout",
        "{\"grid\":{\"colour\":8}} | grid.colour: unknown key; grid allows size, layout",
        "{\"G\":{}} | G: unknown key; the allowed keys are randomSeed, numGpus, dataset, train,"
            + " generator, discriminator, generatorOptimizer, discriminatorOptimizer,"
            + " generatorLoss, discriminatorLoss, sched, grid",
        // types
        "{\"sched\":{\"minibatchBase\":1.5}} | sched.minibatchBase: expected a whole number, got"
            + " 1.5",
        "{\"sched\":{\"minibatchBase\":\"8\"}} | sched.minibatchBase: expected a whole number, got"
            + " \"8\"",
        "{\"sched\":{\"minibatchBase\":\"\"}} | sched.minibatchBase: expected a whole number, got"
            + " \"\"",
        "{\"sched\":{\"minibatchBase\":null}} | sched.minibatchBase: expected a whole number, got"
            + " null",
        "{\"sched\":{\"minibatchBase\":true}} | sched.minibatchBase: expected a whole number, got"
            + " true",
        "{\"sched\":{\"minibatchBase\":[8]}} | sched.minibatchBase: expected a whole number, got"
            + " [8]",
        "{\"sched\":{\"minibatchBase\":99999999999}} | sched.minibatchBase: must be from"
            + " -2147483648 to 2147483647, got 99999999999",
        "{\"generator\":{\"latentSize\":2.5}} | generator.latentSize: expected a whole number, got"
            + " 2.5",
        "{\"generator\":{\"latentSize\":\"\"}} | generator.latentSize: expected a whole number, got"
            + " \"\"",
        "{\"train\":{\"totalKimg\":\"9\"}} | train.totalKimg: expected a number, got \"9\"",
        "{\"train\":{\"totalKimg\":\"NaN\"}} | train.totalKimg: must be above 0, got NaN",
        "{\"train\":{\"mirrorAugment\":1}} | train.mirrorAugment: expected true or false, got 1",
        "{\"train\":{\"mirrorAugment\":\"true\"}} | train.mirrorAugment: expected true or false,"
            + " got \"true\"",
        "{\"train\":{\"drangeNet\":1}} | train.drangeNet: expected a list of numbers, got 1",
        "{\"train\":{\"drangeNet\":[\"0\",1]}} | train.drangeNet[0]: expected a number, got \"0\"",
        "{\"dataset\":{\"tfrecordDir\":5}} | dataset.tfrecordDir: expected text, got 5",
        "{\"dataset\":{\"tfrecordDir\":null}} | dataset.tfrecordDir: must not be null",
        "{\"dataset\":{\"kind\":null}} | dataset.kind: must not be null",
        "{\"sched\":7} | sched: expected an object, got 7",
        "{\"sched\":null} | sched: expected an object, got null",
        "[] | expected an object, got []",
        "{\"sched\":{\"minibatchDict\":7}} | sched.minibatchDict: expected an object keyed by"
            + " resolution, such as {\"64\": 32}, got 7",
        "{\"sched\":{\"minibatchDict\":{\"64\":1.5}}} | sched.minibatchDict.64: expected a whole"
            + " number, got 1.5",
        "{\"sched\":{\"minibatchDict\":{\"64\":null}}} | sched.minibatchDict.64: must not be null",
        // texts with few choices
        "{\"dataset\":{\"kind\":\"lmdb\"}} | dataset.kind: must be one of tfrecord, synthetic; got"
            + " \"lmdb\"",
        "{\"dataset\":{\"kind\":0}} | dataset.kind: must be one of tfrecord, synthetic; got \"0\"",
        "{\"grid\":{\"size\":\"8k\"}} | grid.size: must be one of 1080p, 1080p-16, 4k; got \"8k\"",
        "{\"grid\":{\"layout\":\"rows\"}} | grid.layout: must be one of random, row_per_class; got"
            + " \"rows\"",
        "{\"generator\":{\"dtype\":\"float16\"}} | generator.pixelnormEpsilon: is 1.0E-8, which is 0"
            + " in float16; use 1.0E-4",
        "{\"discriminator\":{\"dtype\":\"half\"}} | discriminator.dtype: must be one of float32,"
            + " float64, float16, bfloat16; got \"half\"",
        "{\"dataset\":{\"maxLabelSize\":\"all\"}} | dataset.maxLabelSize: must be \"full\" or a"
            + " whole number of at least 0, got \"all\"",
        "{\"dataset\":{\"maxLabelSize\":-1}} | dataset.maxLabelSize: must be \"full\" or a whole"
            + " number of at least 0, got -1",
        "{\"dataset\":{\"maxLabelSize\":1.5}} | dataset.maxLabelSize: must be \"full\" or a whole"
            + " number of at least 0, got 1.5",
        // ranges
        "{\"numGpus\":0} | numGpus: must be at least 1, got 0",
        "{\"randomSeed\":-1} | randomSeed: must be at least 0, got -1",
        "{\"sched\":{\"minibatchBase\":0}} | sched.minibatchBase: must be at least 1, got 0",
        "{\"sched\":{\"minibatchDict\":{\"64\":0}}} | sched.minibatchDict.64: must be at least 1,"
            + " got 0",
        "{\"sched\":{\"minibatchDict\":{\"48\":8}}} | sched.minibatchDict.48: the resolution must be"
            + " a power of two from 4 to 4096",
        "{\"sched\":{\"minibatchDict\":{\"2\":8}}} | sched.minibatchDict.2: the resolution must be"
            + " a power of two from 4 to 4096",
        "{\"sched\":{\"gLrateDict\":{\"064\":0.1}}} | sched.gLrateDict.064: the key must be a"
            + " resolution, a power of two from 4 to 4096",
        "{\"sched\":{\"dLrateDict\":{\"64\":-0.1}}} | sched.dLrateDict.64: must be above 0, got"
            + " -0.1",
        "{\"sched\":{\"lodInitialResolution\":6}} | sched.lodInitialResolution: must be a power of"
            + " two from 4 to 4096, got 6",
        "{\"sched\":{\"lodTrainingKimg\":-1}} | sched.lodTrainingKimg: must be 0 or more, got -1",
        "{\"sched\":{\"tickKimgBase\":0}} | sched.tickKimgBase: must be above 0, got 0",
        "{\"dataset\":{\"resolution\":100}} | dataset.resolution: must be a power of two from 4 to"
            + " 4096, got 100",
        "{\"dataset\":{\"numChannels\":2}} | dataset.numChannels: must be 1 (grey) or 3 (RGB), got"
            + " 2",
        "{\"dataset\":{\"tfrecordDir\":\" \"}} | dataset.tfrecordDir: must name a folder, got an"
            + " empty name",
        "{\"train\":{\"gSmoothing\":1}} | train.gSmoothing: must be at least 0 and below 1, got 1",
        "{\"train\":{\"totalKimg\":1e999}} | train.totalKimg: must be above 0, got Infinity",
        "{\"train\":{\"drangeNet\":[1,-1]}} | train.drangeNet: must be two numbers, the lower one"
            + " first, got [1.0, -1.0]",
        "{\"train\":{\"drangeNet\":[1,null]}} | train.drangeNet: must be two numbers, the lower one"
            + " first, got [1.0, null]",
        "{\"train\":{\"dRepeats\":0}} | train.dRepeats: must be at least 1, got 0",
        "{\"generator\":{\"fmapBase\":0}} | generator.fmapBase: must be at least 1, got 0",
        "{\"discriminator\":{\"mbstdGroupSize\":-1}} | discriminator.mbstdGroupSize: must be at"
            + " least 0, got -1",
        "{\"generatorOptimizer\":{\"beta2\":1}} | generatorOptimizer.beta2: must be at least 0 and"
            + " below 1, got 1",
        "{\"discriminatorLoss\":{\"wganTarget\":0}} | discriminatorLoss.wganTarget: must be above"
            + " 0, got 0",
      })
  void mistakesAreOneLineThatNamesTheKey(String json, String message) {
    assertThatThrownBy(() -> ConfigJson.read(json))
        .isInstanceOf(ConfigException.class)
        .hasMessage(message);
  }

  @ParameterizedTest(name = "[{0}]")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"sched\":{\"minibatchBase\":8,\"minibatchBase\":9}} | sched.minibatchBase: occurs twice",
        "{\"sched\":{},\"sched\":{}} | sched: occurs twice",
        "{\"sched\":{\"minibatchDict\":{\"64\":1,\"64\":2}}} | sched.minibatchDict.64: occurs twice",
        "{\"sched\": | not valid JSON (line 1",
        "{} {} | not valid JSON (line 1",
        "`` | not valid JSON",
      })
  void textThatIsNoJsonOrAmbiguous(String json, String start) {
    assertThatThrownBy(() -> ConfigJson.read(json))
        .isInstanceOf(ConfigException.class)
        .hasMessageStartingWith(start)
        .satisfies(e -> assertThat(e.getMessage()).doesNotContain("\n"));
  }

  @Test
  void aFilesNameIsInTheMessage(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("config.json");
    Files.writeString(file, "{\"numGpus\": 0}");
    assertThatThrownBy(() -> ConfigJson.read(file))
        .hasMessage("numGpus: must be at least 1, got 0 (in " + file + ")");
    Files.writeString(file, ConfigJson.write(RunConfig.defaults()));
    assertThat(ConfigJson.read(file)).isEqualTo(RunConfig.defaults());
  }

  @Test
  void oneGroupCanBeChanged() {
    ProgressiveGeneratorConfig generator =
        ConfigJson.with(
            ProgressiveGeneratorConfig.defaults(), Map.of("fmapBase", 64, "useWscale", false));
    assertThat(generator.fmapBase()).isEqualTo(64);
    assertThat(generator.useWscale()).isFalse();
    assertThat(generator.fmapMax()).isEqualTo(512);
    assertThatThrownBy(() -> ConfigJson.with(generator, Map.of("fmap", 1)))
        .hasMessageStartingWith("fmap: unknown key; ");
  }
}
