package io.progan.presets.preset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.progan.presets.config.ConfigException;
import io.progan.presets.config.ConfigTree;
import io.progan.presets.config.DatasetKind;
import io.progan.presets.config.GridLayout;
import io.progan.presets.config.GridSize;
import io.progan.presets.config.MaxLabelSize;
import io.progan.presets.config.OtherKinds;
import io.progan.presets.config.ProgressiveDiscriminatorConfig;
import io.progan.presets.config.ProgressiveGeneratorConfig;
import io.progan.presets.config.RunConfig;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigResolverTest {

  private static RunConfig preset(String name, String... settings) {
    ConfigRequest request = ConfigRequest.ofPreset(name);
    for (String setting : settings) {
      request = request.withSetting(setting);
    }
    return ConfigResolver.resolve(request);
  }

  private static RunConfig overlay(String name) {
    return ConfigResolver.resolve(ConfigRequest.ofPreset("v2-1gpu").withOverlay(name));
  }

  @Test
  void withoutAPresetTheDefaultOne() {
    assertThat(ConfigResolver.resolve(ConfigRequest.ofPreset(null))).isEqualTo(preset("v2-1gpu"));
  }

  @Test
  void laterLayersWin() {
    ConfigRequest request = ConfigRequest.ofPreset("v2-1gpu");
    assertThat(ConfigResolver.resolve(request).train().totalKimg()).isEqualTo(12000);
    request = request.withOverlay("nogrowing");
    assertThat(ConfigResolver.resolve(request).train().totalKimg()).isEqualTo(10000);
    request = request.withOverlay("BENCHMARK0");
    assertThat(ConfigResolver.resolve(request).train().totalKimg()).isEqualTo(10);
    request = request.withOption("train.totalKimg", 7);
    assertThat(ConfigResolver.resolve(request).train().totalKimg()).isEqualTo(7);
    request = request.withSetting("train.totalKimg=8").withSetting("train.totalKimg=9.5");
    assertThat(ConfigResolver.resolve(request).train().totalKimg()).isEqualTo(9.5);
  }

  @Test
  void hintsFollowTheDatasetThatIsUsed() {
    assertThat(preset("v2-1gpu").train().mirrorAugment()).isTrue();
    ConfigRequest request = ConfigRequest.ofPreset("v2-1gpu");
    RunConfig cifar = ConfigResolver.resolve(request.withDataset("cifar10"));
    assertThat(cifar.dataset().tfrecordDir()).isEqualTo("cifar10");
    assertThat(cifar.train().mirrorAugment()).isFalse();
    assertThat(preset("v2-1gpu", "dataset.tfrecordDir=mnist").train().mirrorAugment()).isFalse();
    assertThat(preset("quickstart").train().mirrorAugment()).isFalse();
    assertThat(preset("quickstart", "dataset.tfrecordDir=celeba").train().mirrorAugment()).isTrue();
    RunConfig folder = ConfigResolver.resolve(request.withDataset("/data/celeba/"));
    assertThat(folder.train().mirrorAugment()).isTrue();
    assertThat(folder.dataset().tfrecordDir()).isEqualTo("/data/celeba/");
  }

  @Test
  void hintsNeverOverrideTheUser() {
    assertThat(preset("v2-1gpu", "train.mirrorAugment=false").train().mirrorAugment()).isFalse();
    RunConfig option =
        ConfigResolver.resolve(
            ConfigRequest.ofPreset("v2-1gpu").withOption("train.mirrorAugment", false));
    assertThat(option.train().mirrorAugment()).isFalse();
  }

  @Test
  void settingsReachEveryDepth() {
    RunConfig config =
        preset(
            "v2-1gpu",
            "randomSeed=7",
            "sched.minibatchDict.64=8",
            "sched.tickKimgDict={\"4\": 5}",
            "dataset.maxLabelSize=full",
            "train.drangeNet=[0, 1]",
            "generator={\"fmapBase\": 64, \"fmapMax\": 32}",
            " grid.size = \"4k\"");
    assertThat(config.randomSeed()).isEqualTo(7);
    assertThat(config.sched().minibatchDict()).containsEntry(64, 8).containsEntry(4, 128);
    assertThat(config.sched().tickKimgDict()).isEqualTo(Map.of(4, 5.0));
    assertThat(config.dataset().maxLabelSize()).isEqualTo(MaxLabelSize.FULL);
    assertThat(config.train().drangeNet()).containsExactly(0.0, 1.0);
    assertThat(ProgressiveGeneratorConfig.of(config.generator()).fmapBase()).isEqualTo(64);
    assertThat(ProgressiveGeneratorConfig.of(config.generator()).usePixelnorm()).isTrue();
    assertThat(config.grid().size()).isEqualTo(GridSize.UHD_4K);
  }

  @Test
  void theFinalKindIsChosenBeforeTheFirstLayer() {
    ConfigTree tree = OtherKinds.tree();
    ConfigRequest request =
        ConfigRequest.ofPreset("quickstart")
            .withOption("discriminator.fmapMax", 7)
            .withSetting("discriminator.kind=progressive")
            .withSetting("discriminator={\"kind\": \"other\", \"blocks\": 2}");
    assertThatThrownBy(() -> ConfigResolver.layer(tree, request))
        .hasMessage(
            "discriminator.fmapBase: unknown key; it belongs to kind progressive, but"
                + " discriminator.kind is other");
    ConfigTree plain = OtherKinds.tree();
    ConfigResolver.layer(
        plain,
        ConfigRequest.ofPreset("v2-1gpu")
            .withOption("discriminator.fmapMax", 7)
            .withSetting("discriminator.blocks=2")
            .withSetting("discriminator.kind=other"));
    assertThat(plain.root().get("discriminator"))
        .hasToString("{\"kind\":\"other\",\"blocks\":2,\"fmapMax\":7}");
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "sched.minibatchBas=8 | sched.minibatchBas: unknown key; did you mean"
            + " sched.minibatchBase?",
        "minibatchBase=8 | minibatchBase: unknown key; did you mean sched.minibatchBase?",
        "D.mbstd_group_size=8 | D.mbstd_group_size: unknown key; did you mean"
            + " discriminator.mbstdGroupSize?",
        "numGpus.x=8 | numGpus.x: unknown key; numGpus is a single value",
        "sched.minibatchBase.64=8 | sched.minibatchBase.64: unknown key; sched.minibatchBase is a"
            + " single value",
        "sched.minibatchDict.x=8 | sched.minibatchDict.x: the key must be a resolution, a power of"
            + " two from 4 to 4096",
        "sched.minibatchDict.64=x | sched.minibatchDict.64: expected a whole number, got \"x\"",
        "sched.minibatchBase= | sched.minibatchBase: expected a whole number, got \"\"",
        "sched.minibatchBase=eight | sched.minibatchBase: expected a whole number, got \"eight\"",
        "sched=8 | sched: expected an object, got 8",
        "sched={\"x\":8} | sched.x: unknown key; sched allows lodInitialResolution,"
            + " lodTrainingKimg, lodTransitionKimg, minibatchBase, minibatchDict,"
            + " maxMinibatchPerGpu, gLrateBase, gLrateDict, dLrateBase, dLrateDict, rampupKimg, rampdownKimg, tickKimgBase,"
            + " tickKimgDict",
        "sched.minibatchBase | sched.minibatchBase: expected PATH=VALUE, for example"
            + " sched.minibatchBase=8",
        "=8 | =8: expected PATH=VALUE, for example sched.minibatchBase=8",
        "generator.kind=stylegan | generator.kind: must be one of progressive, theano, mode-recovery, biggan; got \"stylegan\"",
        "generator.kind.x=1 | generator.kind.x: unknown key; generator.kind is a single value",
        "generator.dtype=float8 | generator.dtype: must be one of float32, float64, float16,"
            + " bfloat16; got \"float8\"",
      })
  void settingsThatAreWrong(String setting, String message) {
    assertThatThrownBy(() -> preset("v2-1gpu", setting))
        .isInstanceOf(ConfigException.class)
        .hasMessage(message);
  }

  @Test
  void entriesHaveNoKeysOfTheirOwn() {
    assertThatThrownBy(() -> preset("v2-1gpu", "sched.minibatchDict.64.x=8"))
        .isInstanceOf(ConfigException.class)
        .hasMessageStartingWith("sched.minibatchDict.64.x: unknown key; ");
  }

  @Test
  void overlaysDoWhatTheySay() {
    assertThat(overlay("cond").dataset().maxLabelSize()).isEqualTo(MaxLabelSize.FULL);
    assertThat(overlay("cond1").dataset().maxLabelSize()).isEqualTo(MaxLabelSize.of(1));
    assertThat(overlay("g4k").grid().size()).isEqualTo(GridSize.UHD_4K);
    assertThat(overlay("grpc").grid().layout()).isEqualTo(GridLayout.ROW_PER_CLASS);
    assertThat(ProgressiveGeneratorConfig.of(overlay("nopixelnorm").generator()).usePixelnorm())
        .isFalse();
    assertThat(ProgressiveGeneratorConfig.of(overlay("nowscale").generator()).useWscale())
        .isFalse();
    assertThat(ProgressiveDiscriminatorConfig.of(overlay("nowscale").discriminator()).useWscale())
        .isFalse();
    assertThat(ProgressiveGeneratorConfig.of(overlay("noleakyrelu").generator()).useLeakyrelu())
        .isFalse();
    assertThat(overlay("nosmoothing").train().gSmoothing()).isZero();
    assertThat(overlay("norepeat").train().minibatchRepeats()).isEqualTo(1);
    assertThat(overlay("noreset").train().resetOptForNewLod()).isFalse();
    assertThat(overlay("BENCHMARK").train().totalKimg()).isEqualTo(51);
    assertThat(overlay("BENCHMARK").sched().lodTransitionKimg()).isEqualTo(3);
    assertThat(overlay("BENCHMARK").sched().tickKimgDict()).isEmpty();
    assertThat(overlay("BENCHMARK0").train().networkSnapshotTicks()).isEqualTo(1000);
    assertThat(overlay("VERBOSE").sched().tickKimgBase()).isEqualTo(1);
    assertThat(overlay("nogrowing").sched().lodTrainingKimg()).isZero();
  }

  @Test
  void syntheticImagesHaveNeitherHintsNorAName() {
    RunConfig synthetic = overlay("syn1024rgb");
    assertThat(synthetic.dataset().kind()).isEqualTo(DatasetKind.SYNTHETIC);
    assertThat(synthetic.dataset().resolution()).isEqualTo(1024);
    assertThat(synthetic.train().mirrorAugment()).isFalse();
    ConfigRequest both =
        ConfigRequest.ofPreset("v2-1gpu").withOverlay("syn1024rgb").withDataset("mnist");
    assertThatThrownBy(() -> ConfigResolver.resolve(both))
        .hasMessage("dataset.kind: an overlay asks for synthetic images; drop it or dataset mnist");
  }
}
