package io.progan.presets.preset;

import io.progan.presets.config.BigGanDiscriminatorConfig;
import io.progan.presets.config.BigGanGeneratorConfig;
import io.progan.presets.config.FakeLabels;
import io.progan.presets.config.RunConfig;
import io.progan.presets.config.SmoothAt;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The published set-ups, value by value. */
class BigGanPresetTest {

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "biggan-128, 256, 8, 1, 1e-4, 4e-4, 0.999, 1e-6, 1e-6, 96, 120, true, ortho, 20000, true",
    "biggan-128-bs512, 512, 4, 1, 1e-4, 4e-4, 0.999, 1e-6, 1e-6, 96, 120, true, ortho, 20000, true",
    "biggan-128-ch64, 256, 8, 1, 1e-4, 4e-4, 0.999, 1e-6, 1e-6, 64, 120, true, ortho, 20000, true",
    "biggan-deep-128, 256, 8, 1, 1e-4, 4e-4, 0.999, 1e-6, 1e-6, 128, 128, true, ortho, 20000, true",
    "sagan-128, 128, 2, 1, 1e-4, 4e-4, 0.999, 1e-8, 1e-8, 64, 128, false, xavier, 2000, true",
    "sngan-128, 64, 1, 5, 2e-4, 2e-4, 0.9, 1e-8, 1e-8, 64, 128, false, xavier, 0, true",
    "biggan-cifar10, 50, 1, 4, 2e-4, 2e-4, 0.999, 1e-8, 1e-8, 64, 128, false, N02, 1000, false"
  })
  void values(
      String name,
      int minibatch,
      int accumulations,
      int dSteps,
      double gRate,
      double dRate,
      double beta2,
      double adamEpsilon,
      double snEpsilon,
      int ch,
      int latentSize,
      boolean hierarchical,
      String initialization,
      int smoothStart,
      boolean stored) {
    RunConfig config = ConfigResolver.resolve(ConfigRequest.ofPreset(name));
    BigGanGeneratorConfig g = (BigGanGeneratorConfig) config.generator();
    BigGanDiscriminatorConfig d = (BigGanDiscriminatorConfig) config.discriminator();
    SoftAssertions softly = new SoftAssertions();
    softly.assertThat(config.sched().minibatchBase()).isEqualTo(minibatch);
    softly.assertThat(config.train().dAccumulations()).isEqualTo(accumulations);
    softly.assertThat(config.train().gAccumulations()).isEqualTo(accumulations);
    softly.assertThat(config.train().dRepeats()).isEqualTo(dSteps);
    softly.assertThat(config.train().splitD()).isFalse();
    softly.assertThat(config.train().fakeLabels()).isEqualTo(FakeLabels.UNIFORM);
    softly.assertThat(config.train().smoothAt()).isEqualTo(SmoothAt.GENERATOR_STEP);
    softly.assertThat(config.train().mirrorAugment()).isFalse();
    softly.assertThat(config.sched().gLrateBase()).isEqualTo(gRate);
    softly.assertThat(config.sched().dLrateBase()).isEqualTo(dRate);
    softly.assertThat(config.generatorOptimizer().beta1()).isZero();
    softly.assertThat(config.generatorOptimizer().beta2()).isEqualTo(beta2);
    softly.assertThat(config.generatorOptimizer()).isEqualTo(config.discriminatorOptimizer());
    softly.assertThat(config.generatorOptimizer().epsilon()).isEqualTo(adamEpsilon);
    softly.assertThat(g.snEpsilon()).isEqualTo(snEpsilon);
    softly.assertThat(d.snEpsilon()).isEqualTo(snEpsilon);
    softly.assertThat(g.bnEpsilon()).isEqualTo(1e-5);
    softly.assertThat(g.ch()).isEqualTo(ch);
    softly.assertThat(d.ch()).isEqualTo(ch);
    softly.assertThat(d.wide()).isEqualTo(!name.equals("sngan-128"));
    softly.assertThat(g.latentSize()).isEqualTo(latentSize);
    softly.assertThat(g.hierarchical()).isEqualTo(hierarchical);
    softly.assertThat(g.shared()).isEqualTo(hierarchical);
    softly.assertThat(g.sharedSize()).isEqualTo(hierarchical ? 128 : null);
    softly.assertThat(g.initialization().jsonName()).isEqualTo(initialization);
    softly.assertThat(d.initialization()).isEqualTo(g.initialization());
    softly.assertThat(g.storedStatistics()).isEqualTo(stored);
    boolean averaged = !name.equals("sngan-128");
    softly.assertThat(config.train().gSmoothing()).isEqualTo(averaged ? 0.9999 : 0);
    double shown = (double) minibatch * accumulations * dSteps;
    softly.assertThat(config.train().smoothStartKimg() * 1000 / shown).isEqualTo(smoothStart);
    softly.assertThat(config.generatorLoss().kind()).isEqualTo("hinge");
    softly.assertAll();
  }
}
