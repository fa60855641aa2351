package io.progan.presets.config;

import com.fasterxml.jackson.databind.node.TextNode;

/** The discriminator network, of any kind. */
public sealed interface DiscriminatorConfig extends Kinded
    permits ProgressiveDiscriminatorConfig,
        TheanoDiscriminatorConfig,
        ModeRecoveryDiscriminatorConfig,
        BigGanDiscriminatorConfig {

  /** The kinds with their defaults. */
  Kinds<DiscriminatorConfig> KINDS =
      new Kinds<>(
          DiscriminatorConfig.class,
          ProgressiveDiscriminatorConfig.defaults(),
          TheanoDiscriminatorConfig.defaults(),
          ModeRecoveryDiscriminatorConfig.defaults(),
          BigGanDiscriminatorConfig.defaults());

  /**
   * The defaults of a kind.
   *
   * @param kind its name in JSON
   * @throws ConfigException naming the kinds that exist, if there is none of that name
   */
  static DiscriminatorConfig ofKind(String kind) {
    return KINDS.of(TextNode.valueOf(kind));
  }

  /** Number format of the computation. */
  Dtype dtype();

  /** When a half format rounds. */
  Rounding rounding();

  /**
   * How many images of a replica's minibatch must stay together, because the score of each depends
   * on the others.
   *
   * @param minibatch images of the replica, at least 1
   * @return 1 if each image is by itself
   */
  int independentGroup(int minibatch);

  /** Whether labels are judged by logits beside the score; else they are judged with the images. */
  boolean givesLogits();

  /** Whether the network grows with the resolution; else it knows the full one only. */
  boolean grows();

  /**
   * Checks that there is such a network for images of that shape.
   *
   * @throws ConfigException naming the key, if there is none
   */
  void checkShape(DatasetShape shape);
}
