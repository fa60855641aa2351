package io.progan.app.mixin;

import io.progan.core.generate.GeneratorOptions;
import io.progan.presets.config.Dtype;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Options that say which network makes images, and of which class. */
public final class NetworkOptions extends GeneratorChoice {

  /** What {@code --class} says for one image of each class. */
  public static final String ALL = "all";

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
      description =
          "Folder that holds the datasets, for the names of classes (default: where the run had its"
              + " dataset; without a run, datasets).")
  Path dataDir;

  @Option(
      names = "--dtype",
      paramLabel = "float32|float16|bfloat16",
      converter = DtypeConverter.class,
      completionCandidates = DtypeConverter.class,
      description =
          "Number format of the computation; the half formats are simulated and slower (default:"
              + " the network's).")
  Dtype dtype;

  /** The formats that are asked for; float64 is for checks of trainings. */
  private static final class DtypeConverter extends WordConverter<Dtype> {
    DtypeConverter() {
      super(List.of(Dtype.FLOAT32, Dtype.FLOAT16, Dtype.BFLOAT16));
    }
  }

  @Override
  public GeneratorOptions generator() {
    GeneratorOptions options = super.generator();
    return dtype == null ? options : options.withDtype(dtype);
  }

  /** The name or number of a class, or {@link #ALL}; null for none. */
  public String className() {
    return className;
  }

  /** The folder that holds the datasets, if the user gives it. */
  public Optional<Path> dataDir() {
    return Optional.ofNullable(dataDir);
  }
}
