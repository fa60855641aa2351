package io.progan.presets.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.progan.presets.config.ConfigException;
import io.progan.presets.config.ConfigJson;
import io.progan.presets.config.RunConfig;
import io.progan.presets.preset.ConfigResolver;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class StudiesTest {

  @TempDir Path folder;

  private Study read(String json) throws IOException {
    return Studies.read(Files.writeString(folder.resolve("mine.json"), json.replace('\'', '"')));
  }

  static List<String> builtIn() {
    return Studies.names();
  }

  @Test
  void indexListsEveryFile() throws IOException, URISyntaxException {
    Path path = Path.of(Studies.class.getResource("/studies").toURI());
    try (Stream<Path> files = Files.list(path)) {
      assertThat(files.map(file -> file.getFileName().toString().replace(".json", "")))
          .filteredOn(name -> !name.equals("index"))
          .containsExactlyInAnyOrderElementsOf(Studies.names());
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("builtIn")
  void everyVariantOfTheProgrammesStudiesResolves(String name) {
    Study study = Studies.named(name);
    assertThat(study.name()).isEqualTo(name);
    assertThat(study.description()).isNotBlank();
    for (Variant variant : study.variants()) {
      RunConfig config = ConfigResolver.resolve(variant.request("noto-emoji"));
      assertThat(ConfigJson.read(ConfigJson.write(config))).isEqualTo(config);
    }
  }

  @Test
  void variantsLieOnWhatAllShare() throws IOException {
    Study study =
        read(
            "{'preset': 'quickstart', 'overlays': ['grpc'], 'set': {'train.totalKimg': 2},"
                + " 'variants': [{'name': 'a', 'label': '(a) as it is'},"
                + " {'preset': 'v2-1gpu', 'overlays': ['nogrowing'],"
                + " 'set': {'train.totalKimg': 3, 'grid.size': '4k'}}]}");
    assertThat(study.name()).isEqualTo("mine");
    Variant first = study.variants().get(0);
    assertThat(first.label()).isEqualTo("(a) as it is");
    assertThat(first.preset()).isEqualTo("quickstart");
    assertThat(first.settings()).containsExactly("train.totalKimg=2");
    Variant second = study.variants().get(1);
    assertThat(second.name()).isEqualTo("v2-1gpu-nogrowing-totalKimg-3-size-4k");
    assertThat(second.label()).isEqualTo(second.name());
    assertThat(second.overlays()).containsExactly("grpc", "nogrowing");
    assertThat(second.settings()).containsExactly("train.totalKimg=3", "grid.size=\"4k\"");
  }

  @Test
  void gridIsEveryValueWithEveryOther() throws IOException {
    Study study =
        read(
            "{'preset': 'quickstart', 'grid': {'generator.fmapMax': [8, 16],"
                + " 'overlays': [[], 'nogrowing']}}");
    assertThat(study.variants())
        .extracting(Variant::name)
        .containsExactly(
            "fmapMax-8-plain", "fmapMax-8-nogrowing", "fmapMax-16-plain", "fmapMax-16-nogrowing");
    assertThat(study.variants().get(3).label()).isEqualTo("fmapMax 16, nogrowing");
    assertThat(study.variants().get(3).overlays()).containsExactly("nogrowing");
    assertThat(study.variants().get(3).settings()).containsExactly("generator.fmapMax=16");
  }

  @Test
  void gridMultipliesVariants() throws IOException {
    Study study =
        read(
            "{'variants': [{'name': 'a', 'label': 'A'}, {'name': 'b'}],"
                + " 'grid': {'preset': ['quickstart', 'v1-1gpu']}}");
    assertThat(study.variants())
        .extracting(Variant::name)
        .containsExactly("a-quickstart", "a-v1-1gpu", "b-quickstart", "b-v1-1gpu");
    assertThat(study.variants().get(1).label()).isEqualTo("A, v1-1gpu");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "'description': 'Why.', "})
  void isReadFromWhatItWrites(String description) throws IOException {
    Study study =
        read(
            "{"
                + description
                + "'preset': 'quickstart',"
                + " 'grid': {'sched.minibatchDict': [{'4': 8}, {}], 'overlays': ['cond']}}");
    JsonNode tree = ConfigJson.parse(study.toTree().toString());
    assertThat(Studies.fromTree(tree)).isEqualTo(study);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"varaints": []} | varaints: unknown key; did you mean variants?
          {"variants": [{"name": "a", "prest": "quickstart"}]} | variants[0].prest: unknown key; did you mean preset?
          {"variants": [{"name": "a"}]} | variants[0].preset: missing; name a preset here, or beside "variants"
          {"variants": []} | variants: expected a list of one variant or more, got []
          {"variants": {"a": 1}} | variants: expected a list of one variant or more, got {"a":1}
          {"variants": ["a"]} | variants[0]: expected an object with the keys name, label, preset
          {"preset": "quickstart"} | variants: missing; a study has a list of variants, or a grid of values
          {"preset": "quickstart", "variants": [{}]} | variants[0].name: missing; nothing else in this variant
          {"preset": "quickstart", "variants": [{"name": "a"}, {"name": "A"}]} | variants[1].name: "A" is the name of variants[0], too
          {"preset": "quickstart", "variants": [{"name": "../a"}]} | variants[0].name: must be letters, digits
          {"preset": 3, "variants": [{"name": "a"}]} | preset: expected text, got 3
          {"variants": [{"name": "a", "overlays": "cond"}]} | variants[0].overlays: expected a list of names, got "cond"
          {"variants": [{"name": "a", "set": ["x=1"]}]} | variants[0].set: expected an object, such as
          {"preset": "quickstart", "grid": {"numGpus": 2}} | grid.numGpus: expected a list of values, got 2
          {"grid": {"preset": [1]}} | grid.preset[0]: expected the name of a preset, got 1
          {"grid": {"numGpus": [1]}} | grid.preset: missing; name a preset here
          {"name": "a", "name": "b"} | name: occurs twice
          [] | expected an object with the keys name, description
          {"name": | not valid JSON
          """)
  void whatIsWrongIsNamed(String json, String message) {
    assertThatThrownBy(() -> read(json))
        .isInstanceOf(ConfigException.class)
        .hasMessageStartingWith(message)
        .hasMessageContaining(folder.resolve("mine.json").toString());
  }

  @Test
  void anUnknownStudyIsAnsweredWithThoseThatExist() {
    assertThatThrownBy(() -> Studies.find("tabel1"))
        .hasMessage(
            "study: no study is called \"tabel1\"; did you mean table1? there are table1, modes-k4,"
                + " modes-k2, or name a JSON file");
  }
}
