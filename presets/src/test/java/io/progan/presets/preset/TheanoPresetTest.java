package io.progan.presets.preset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.progan.presets.config.ConfigException;
import io.progan.presets.config.DatasetShape;
import io.progan.presets.config.RunConfig;
import io.progan.presets.config.TheanoDiscriminatorConfig;
import io.progan.presets.config.TheanoGeneratorConfig;
import io.progan.presets.config.WganGpDiscriminatorLossConfig;
import io.progan.presets.schedule.ConfigCheck;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The experiments of the Theano version, as far as presets differ. */
class TheanoPresetTest {

  @ParameterizedTest(name = "table1-{0}")
  @CsvSource({
    "a,      64, 5, 20, 0.9,  0.0001, false, 128, false, true,  true,  0,     off, ,    false, 0",
    "b,      64, 5, 20, 0.9,  0.0001, false, 128, false, true,  true,  0,     off, ,    false, 800",
    "c,      16, 5, 5,  0.9,  0.0001, false, 128, false, true,  true,  0,     off, ,    false, 800",
    "d,      16, 1, 1,  0.99, 0.0001, false, 512, true,  false, false, 0.001, off, ,    false, 800",
    "e-star, 16, 1, 1,  0.99, 0.0001, false, 512, true,  false, false, 0.001, off, 100, false, 800",
    "e,      16, 1, 1,  0.99, 0.0001, false, 512, true,  false, false, 0.001, all, ,    false, 800",
    "f,      16, 1, 1,  0.99, 0.001,  true,  512, true,  false, false, 0.001, all, ,    false, 800",
    "g,      16, 1, 1,  0.99, 0.001,  true,  512, true,  false, false, 0.001, all, ,    true,  800"
  })
  void rowsOfTheAblation(
      String row,
      int minibatch,
      int dSteps,
      int smoothingPower,
      double beta2,
      double rate,
      boolean wscale,
      int latentSize,
      boolean normalized,
      boolean generatorBatchNorm,
      boolean discriminatorLayerNorm,
      double drift,
      String statistics,
      Integer kernels,
      boolean pixelNorm,
      double phaseKimg) {
    RunConfig config = ConfigResolver.resolve(ConfigRequest.ofPreset("table1-" + row));
    TheanoGeneratorConfig g = (TheanoGeneratorConfig) config.generator();
    TheanoDiscriminatorConfig d = (TheanoDiscriminatorConfig) config.discriminator();
    SoftAssertions softly = new SoftAssertions();
    softly.assertThat(config.sched().minibatchBase()).isEqualTo(minibatch);
    softly.assertThat(config.sched().minibatchDict()).isEmpty();
    softly.assertThat(config.train().dRepeats()).isEqualTo(dSteps);
    softly.assertThat(config.train().separateSteps()).isTrue();
    softly.assertThat(config.train().gSmoothing()).isEqualTo(Math.pow(0.999, smoothingPower));
    softly.assertThat(config.train().totalKimg()).isEqualTo(10000);
    softly.assertThat(config.generatorOptimizer().beta2()).isEqualTo(beta2);
    softly.assertThat(config.discriminatorOptimizer().beta2()).isEqualTo(beta2);
    softly.assertThat(config.sched().gLrateBase()).isEqualTo(rate);
    softly.assertThat(config.sched().dLrateBase()).isEqualTo(rate);
    softly.assertThat(config.sched().rampupKimg()).isZero();
    softly.assertThat(g.useWscale()).isEqualTo(wscale);
    softly.assertThat(d.useWscale()).isEqualTo(wscale);
    softly.assertThat(g.effectiveLatentSize()).isEqualTo(latentSize);
    softly.assertThat(g.normalizeLatents()).isEqualTo(normalized);
    softly.assertThat(g.useLeakyrelu()).isEqualTo(normalized);
    softly.assertThat(g.useBatchnorm()).isEqualTo(generatorBatchNorm);
    softly.assertThat(g.tanhAtEnd()).isEqualTo(generatorBatchNorm ? Double.valueOf(1) : null);
    softly.assertThat(d.useLayernorm()).isEqualTo(discriminatorLayerNorm);
    softly.assertThat(g.usePixelnorm()).isEqualTo(pixelNorm);
    softly.assertThat(d.mbstatAvg().jsonName()).isEqualTo(statistics);
    softly.assertThat(d.mbdiscKernels()).isEqualTo(kernels);
    WganGpDiscriminatorLossConfig loss = (WganGpDiscriminatorLossConfig) config.discriminatorLoss();
    softly.assertThat(loss.wganEpsilon()).isEqualTo(drift);
    softly.assertThat(config.sched().lodTrainingKimg()).isEqualTo(phaseKimg);
    softly.assertThat(config.sched().lodTransitionKimg()).isEqualTo(phaseKimg);
    softly.assertThat(config.sched().lodInitialResolution()).isEqualTo(phaseKimg == 0 ? 128 : 4);
    softly.assertAll();
  }

  @Test
  void cifarStepsBothNetworksAtOnceAndAsksForALargeNorm() {
    RunConfig config = ConfigResolver.resolve(ConfigRequest.ofPreset("theano-cifar10"));
    assertThat(config.train().separateSteps()).isFalse();
    assertThat(((WganGpDiscriminatorLossConfig) config.discriminatorLoss()).wganTarget())
        .isEqualTo(750);
    assertThat(config.train().mirrorAugment()).isFalse();
  }

  @Test
  void networksThatDoNotGrowNeedTheFullResolutionFromTheStart() {
    ConfigRequest request = ConfigRequest.ofPreset("theano-mnistrgb-k4");
    ConfigCheck.check(ConfigResolver.resolve(request), new DatasetShape(32, 3, 0));
    RunConfig early = ConfigResolver.resolve(request.withSetting("sched.lodInitialResolution=4"));
    assertThatThrownBy(() -> ConfigCheck.check(early, new DatasetShape(32, 3, 0)))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("sched.lodInitialResolution")
        .hasMessageContaining("use 32");
  }

  @Test
  void modeRecoveryKnowsNoLabels() {
    RunConfig config = ConfigResolver.resolve(ConfigRequest.ofPreset("theano-mnistrgb-k2"));
    assertThatThrownBy(() -> ConfigCheck.check(config, new DatasetShape(32, 3, 1000)))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("labels");
  }

  @Test
  void theKeyThatIsWrongIsNamed() {
    RunConfig config =
        ConfigResolver.resolve(
            ConfigRequest.ofPreset("theano-mnistrgb-k4")
                .withSetting("discriminator.fmapDivisor=100"));
    assertThatThrownBy(() -> ConfigCheck.check(config, new DatasetShape(32, 3, 0)))
        .hasMessageStartingWith("discriminator.fmapDivisor: ");
    ConfigRequest strong =
        ConfigRequest.ofPreset("table1-g")
            .withSetting("discriminator.useGdrop=true")
            .withSetting("discriminator.gdropMode=drop")
            .withSetting("discriminator.gdropCoef=9");
    assertThatThrownBy(() -> ConfigResolver.resolve(strong))
        .hasMessageStartingWith("discriminator.gdropCoef: ");
  }

  @Test
  void oneEvaluationForBothNeedsOneDiscriminatorStep() {
    ConfigRequest request =
        ConfigRequest.ofPreset("theano-cifar10").withSetting("train.dRepeats=2");
    assertThatThrownBy(() -> ConfigResolver.resolve(request))
        .isInstanceOf(ConfigException.class)
        .hasMessageContaining("separateSteps");
  }
}
