package io.progan.presets.config;

/** The generator network, of any kind. */
public sealed interface GeneratorConfig extends Kinded permits ProgressiveGeneratorConfig {

  /** The kinds with their defaults. */
  Kinds<GeneratorConfig> KINDS =
      new Kinds<>(GeneratorConfig.class, ProgressiveGeneratorConfig.defaults());

  /** The length of a latent vector. */
  int effectiveLatentSize();

  /** Number format of the computation. */
  Dtype dtype();

  /**
   * Checks that there is such a network for images of that shape.
   *
   * @throws ConfigException naming the key, if there is none
   */
  void checkShape(DatasetShape shape);
}
