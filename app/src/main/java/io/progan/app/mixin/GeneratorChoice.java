package io.progan.app.mixin;

import io.progan.core.generate.GeneratorOptions;
import io.progan.core.generate.WeightSet;
import java.nio.file.Path;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Options that say which generator is meant, and at which level of detail. */
public class GeneratorChoice {

  @Parameters(
      index = "0",
      paramLabel = "RUN|SNAPSHOT|latest",
      description = "A run's folder or number, for its newest snapshot; a snapshot; or latest.")
  String target;

  @Option(
      names = "--results",
      paramLabel = "DIR",
      defaultValue = "results",
      description = "Folder of the runs (default: ${DEFAULT-VALUE}).")
  Path results;

  @Option(
      names = "--network",
      paramLabel = "G|Gs",
      defaultValue = "Gs",
      converter = WeightSetConverter.class,
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

  /** What the user calls the run or snapshot. */
  public String target() {
    return target;
  }

  /** The folder of all runs. */
  public Path results() {
    return results;
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
