package io.progan.app.mixin;

import io.progan.core.generate.GeneratorOptions;
import io.progan.core.generate.Together;
import io.progan.core.generate.WeightSet;
import java.util.Optional;
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

  @Option(
      names = "--together",
      paramLabel = "N|averages",
      converter = TogetherConverter.class,
      description =
          "For networks with batch norm, whose images depend on each other: so many are normalised"
              + " together, in order, or each by the running averages of the training (default: 16,"
              + " as the original's measures).")
  Together together;

  /** Which images are normalised together, if the user says so. */
  public Optional<Together> together() {
    return Optional.ofNullable(together);
  }

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
    options = together == null ? options : options.withTogether(together);
    return lod == null ? options : options.withLod(lod);
  }
}
