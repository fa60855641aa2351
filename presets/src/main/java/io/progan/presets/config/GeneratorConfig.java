package io.progan.presets.config;

import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Map;

/** The generator network, of any kind. */
public sealed interface GeneratorConfig extends Kinded
    permits ProgressiveGeneratorConfig,
        TheanoGeneratorConfig,
        ModeRecoveryGeneratorConfig,
        BigGanGeneratorConfig {

  /** The kinds with their defaults. */
  Kinds<GeneratorConfig> KINDS =
      new Kinds<>(
          GeneratorConfig.class,
          ProgressiveGeneratorConfig.defaults(),
          TheanoGeneratorConfig.defaults(),
          ModeRecoveryGeneratorConfig.defaults(),
          BigGanGeneratorConfig.defaults());

  /**
   * The defaults of a kind.
   *
   * @param kind its name in JSON
   * @throws ConfigException naming the kinds that exist, if there is none of that name
   */
  static GeneratorConfig ofKind(String kind) {
    return KINDS.of(TextNode.valueOf(kind));
  }

  /** Number format of the computation. */
  Dtype dtype();

  /** When a half format rounds. */
  Rounding rounding();

  /** The same network with another number format. */
  static GeneratorConfig withDtype(GeneratorConfig config, Dtype other) {
    return config instanceof ProgressiveGeneratorConfig progressive
        ? progressive.withDtype(other)
        : (GeneratorConfig) ConfigJson.with((Record) config, Map.of("dtype", other.jsonName()));
  }

  /** Whether an image depends on the others of its minibatch, as batch norm makes it. */
  boolean comparesImages();

  /** Whether a minibatch is normalised as a whole, over all replicas. */
  boolean synchronizesReplicas();

  /** Whether the network grows with the resolution; else it knows the full one only. */
  boolean grows();

  /**
   * Checks that there is such a network for images of that shape.
   *
   * @throws ConfigException naming the key, if there is none
   */
  void checkShape(DatasetShape shape);
}
