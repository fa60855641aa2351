package io.progan.app.mixin;

import io.progan.core.generate.GeneratorOptions;
import io.progan.core.generate.WeightSet;
import java.nio.file.Path;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Options that say which network makes images, and of which class. */
public final class NetworkOptions {

  /** What {@code --class} says for one image of each class. */
  public static final String ALL = "all";

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

  @Option(
      names = "--class",
      paramLabel = "NAME|INDEX|all",
      description = {
        "Class of the images, for a network that was trained with labels: a name from the dataset's"
            + " dataset.json, a number from 0 on, or all for each image in every class"
            + " (default: the classes in turn)."
      })
  String className;

  @Option(
      names = "--data-dir",
      paramLabel = "DIR",
      defaultValue = "datasets",
      description =
          "Folder that holds the datasets, for the names of classes (default: ${DEFAULT-VALUE}).")
  Path dataDir;

  /** What the user calls the run or snapshot. */
  public String target() {
    return target;
  }

  /** The folder of all runs. */
  public Path results() {
    return results;
  }

  /** The name or number of a class, or {@link #ALL}; null for none. */
  public String className() {
    return className;
  }

  /** The folder that holds the datasets. */
  public Path dataDir() {
    return dataDir;
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
