package io.progan.presets.config;

/** The generator's loss, of any kind. */
public sealed interface GeneratorLossConfig extends Kinded
    permits WganGpGeneratorLossConfig,
        LsganGeneratorLossConfig,
        HingeGeneratorLossConfig,
        SoftplusGeneratorLossConfig {

  /** The kinds with their defaults. */
  Kinds<GeneratorLossConfig> KINDS =
      new Kinds<>(
          GeneratorLossConfig.class,
          WganGpGeneratorLossConfig.defaults(),
          LsganGeneratorLossConfig.defaults(),
          HingeGeneratorLossConfig.defaults(),
          SoftplusGeneratorLossConfig.defaults());
}
