package io.progan.presets.config;

/** The discriminator's loss, of any kind. */
public sealed interface DiscriminatorLossConfig extends Kinded
    permits WganGpDiscriminatorLossConfig,
        LsganDiscriminatorLossConfig,
        HingeDiscriminatorLossConfig,
        SoftplusDiscriminatorLossConfig {

  /** The kinds with their defaults. */
  Kinds<DiscriminatorLossConfig> KINDS =
      new Kinds<>(
          DiscriminatorLossConfig.class,
          WganGpDiscriminatorLossConfig.defaults(),
          LsganDiscriminatorLossConfig.defaults(),
          HingeDiscriminatorLossConfig.defaults(),
          SoftplusDiscriminatorLossConfig.defaults());

  /** Whether the loss has a class part, of label logits. */
  boolean readsLogits();
}
