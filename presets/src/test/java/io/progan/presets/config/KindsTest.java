package io.progan.presets.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Groups that come in several kinds. */
class KindsTest {

  private static JsonNode layers(String... layers) {
    ConfigTree tree = OtherKinds.tree();
    List<JsonNode> parsed = List.of(layers).stream().map(ConfigJson::parse).toList();
    parsed.forEach(tree::chooseKinds);
    parsed.forEach(tree::layer);
    return tree.root().get("discriminator");
  }

  @Test
  void theKindIsTheFirstKeyOfItsGroup() {
    assertThat(ConfigJson.write(RunConfig.defaults()))
        .contains(
            "\"generator\" : {\n    \"kind\" : \"progressive\",\n",
            "\"discriminator\" : {\n    \"kind\" : \"progressive\",\n",
            "\"generatorLoss\" : {\n    \"kind\" : \"wgan-gp\",\n",
            "\"discriminatorLoss\" : {\n    \"kind\" : \"wgan-gp\",\n");
  }

  @Test
  void everyGroupWithAKindKeyHasATable() {
    TreeSet<String> groups = new TreeSet<>();
    ConfigJson.toTree(RunConfig.defaults())
        .properties()
        .forEach(
            group -> {
              if (group.getValue().has("kind") && !group.getKey().equals("dataset")) {
                groups.add(group.getKey());
              }
            });
    assertThat(groups).isEqualTo(new TreeSet<>(RunConfig.kinds().keySet()));
  }

  @Test
  void aKindMayBeNamedOrAbsent() {
    RunConfig named =
        ConfigJson.read(
            "{\"generator\":{\"fmapMax\":7,\"kind\":\"progressive\"},"
                + "\"generatorLoss\":{\"kind\":\"wgan-gp\"}}");
    assertThat(named).isEqualTo(ConfigJson.read("{\"generator\":{\"fmapMax\":7}}"));
    assertThat(ConfigJson.with(named, Map.of("generator", Map.of("kind", "progressive"))))
        .isEqualTo(named);
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"generator\":{\"kind\":\"progresive\"}} | generator.kind: must be one of progressive, theano, mode-recovery, biggan;"
            + " got \"progresive\"; did you mean progressive?",
        "{\"discriminatorLoss\":{\"kind\":\"huber\"}} | discriminatorLoss.kind: must be one of"
            + " wgan-gp, lsgan, hinge, softplus; got \"huber\"",
        "{\"generatorLoss\":{\"kind\":\"lsgan\"}} | discriminatorLoss.kind: wgan-gp does not go"
            + " with generatorLoss.kind lsgan; both networks need one kind of loss",
        "{\"discriminatorLoss\":{\"kind\":\"lsgan\",\"wganLambda\":10}} |"
            + " discriminatorLoss.wganLambda: unknown key; it belongs to kind wgan-gp, but"
            + " discriminatorLoss.kind is lsgan",
        "{\"generator\":{\"kind\":5}} | generator.kind: expected text, got 5",
        "{\"generator\":{\"kind\":null}} | generator.kind: expected text, got null",
        "{\"sched\":{\"kind\":\"progressive\"}} | sched.kind: unknown key; did you mean"
            + " dataset.kind?",
      })
  void kindsThatDoNotExist(String json, String message) {
    assertThatThrownBy(() -> ConfigJson.read(json))
        .isInstanceOf(ConfigException.class)
        .hasMessage(message);
    assertThatThrownBy(
            () ->
                ConfigJson.with(
                    RunConfig.defaults(),
                    Map.of(json.split("\"", -1)[1], ConfigJson.parse(json).iterator().next())))
        .hasMessage(message);
  }

  @Test
  void anotherKindHasItsOwnDefaultsAndKeys() {
    assertThat(layers("{\"discriminator\":{\"kind\":\"other\"}}"))
        .hasToString("{\"kind\":\"other\",\"blocks\":3,\"fmapMax\":99}");
    assertThat(layers("{\"discriminator\":{\"blocks\":5,\"kind\":\"other\"}}"))
        .hasToString("{\"kind\":\"other\",\"blocks\":5,\"fmapMax\":99}");
  }

  @Test
  void theFinalKindTakesTheKeysOfEveryLayer() {
    String below = "{\"discriminator\":{\"fmapMax\":8}}";
    String above = "{\"discriminator\":{\"kind\":\"other\"}}";
    assertThat(layers(below, above)).hasToString("{\"kind\":\"other\",\"blocks\":3,\"fmapMax\":8}");
    assertThat(layers(above, below, "{\"discriminator\":{\"kind\":\"progressive\"}}"))
        .isEqualTo(layers(below));
  }

  @Test
  void aKeyOfAnotherKindIsUnknown() {
    assertThatThrownBy(() -> layers("{\"discriminator\":{\"blocks\":5}}"))
        .hasMessage(
            "discriminator.blocks: unknown key; it belongs to kind other, but discriminator.kind"
                + " is progressive");
    assertThatThrownBy(
            () ->
                layers(
                    "{\"discriminator\":{\"mbstdGroupSize\":4}}",
                    "{\"discriminator\":{\"kind\":\"other\"}}"))
        .hasMessage(
            "discriminator.mbstdGroupSize: unknown key; it belongs to kind progressive, but"
                + " discriminator.kind is other");
    assertThatThrownBy(() -> layers("{\"discriminator\":{\"kind\":\"othe\"}}"))
        .hasMessage(
            "discriminator.kind: must be one of progressive, other; got \"othe\"; did you mean"
                + " other?");
  }

  @Test
  void aGroupAloneStaysOfItsKind() {
    OtherKinds.Other other = new OtherKinds.Other(1, 2);
    assertThat(ConfigJson.with(other, Map.of("blocks", 4, "kind", "other")))
        .isEqualTo(new OtherKinds.Other(4, 2));
    assertThatThrownBy(() -> ConfigJson.with(other, Map.of("kind", "progressive")))
        .hasMessage("kind: must be other here, got \"progressive\"");
    assertThat(ProgressiveGeneratorConfig.of(RunConfig.defaults().generator()))
        .isSameAs(RunConfig.defaults().generator());
    assertThatThrownBy(
            () ->
                Kinds.expect(
                    "discriminator", ProgressiveDiscriminatorConfig.class, "progressive", other))
        .hasMessage("discriminator.kind: must be progressive here, got other");
  }

  @Test
  void groupsHaveNoMoreImagesThanThereAre() {
    assertThat(MinibatchGroups.size(4, 16)).isEqualTo(4);
    assertThat(MinibatchGroups.size(4, 3)).isEqualTo(3);
    assertThat(MinibatchGroups.size(1, 3)).isEqualTo(1);
    assertThat(MinibatchGroups.size(0, 3)).isEqualTo(1);
    assertThat(RunConfig.defaults().discriminator().independentGroup(2)).isEqualTo(2);
  }
}
