package io.progan.presets.config;

/** The discriminator network, of any kind. */
public sealed interface DiscriminatorConfig extends Kinded permits ProgressiveDiscriminatorConfig {

  /** The kinds with their defaults. */
  Kinds<DiscriminatorConfig> KINDS =
      new Kinds<>(DiscriminatorConfig.class, ProgressiveDiscriminatorConfig.defaults());

  /** Number format of the computation. */
  Dtype dtype();

  /**
   * How many images of a replica's minibatch must stay together, because the score of each depends
   * on the others.
   *
   * @param minibatch images of the replica, at least 1
   * @return 1 if each image is by itself; more only with a key {@code mbstdGroupSize}
   */
  int independentGroup(int minibatch);

  /**
   * Checks that there is such a network for images of that shape.
   *
   * @throws ConfigException naming the key, if there is none
   */
  void checkShape(DatasetShape shape);
}
