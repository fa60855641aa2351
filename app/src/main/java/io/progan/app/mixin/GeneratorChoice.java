package io.progan.app.mixin;

import io.progan.core.generate.GeneratorOptions;
import io.progan.core.generate.WeightSet;
import picocli.CommandLine.Option;

/** Options that say which generator is meant, and at which level of detail. */
public class GeneratorChoice extends NetworkChoice {

  @Option(
      names = "--network",
      paramLabel = "G|Gs",
      defaultValue = "Gs",
      converter = WeightSetConverter.class,
      completionCandidates = WeightSetConverter.class,
      description =
          "The generator as the last iteration left it, or the average of its weights over the"
              + " training (default: ${DEFAULT-VALUE}).")
  WeightSet weights;

  @Option(
      names = "--lod",
      paramLabel = "X",
      description =
          "Level of detail, to look at earlier stages: 0 for all layers, 1 for half the resolution,"
              + " fractions between them (default: the snapshot's).")
  Double lod;

  /** Which of the snapshot's generators. */
  public WeightSet weights() {
    return weights;
  }

  /**
   * How to load the generator.
   *
   * @throws IllegalArgumentException if the level of detail is none
   */
  public GeneratorOptions generator() {
    GeneratorOptions options = GeneratorOptions.standard().withWeights(weights);
    return lod == null ? options : options.withLod(lod);
  }
}
