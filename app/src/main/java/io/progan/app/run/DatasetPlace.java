package io.progan.app.run;

import io.progan.app.console.CommandFailure;
import io.progan.core.snapshot.RunFolder;
import io.progan.dataset.tfrecord.TfRecordDataset;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Where the dataset of a run is looked for.
 *
 * @param dataDir the folder that holds the datasets
 * @param remembered the folder in which the run found it before; empty if the user says where it is
 *     now, or nothing is known
 */
public record DatasetPlace(Path dataDir, Optional<Path> remembered) {

  /** The folder that holds the datasets if nobody says otherwise. */
  public static final Path USUAL = Path.of("datasets");

  /** The name under which {@code config.json} keeps the folder. */
  private static final String OPTION = "dataset";

  /** Where a new run finds its dataset. */
  static DatasetPlace in(Path dataDir) {
    return new DatasetPlace(dataDir, Optional.empty());
  }

  /**
   * Where the dataset of an old run is: where the user says, or else where the run had it.
   *
   * @param run the run's folder; of a snapshot that lies in none, the folder where it lies
   * @param dataset the dataset's name or path, if the user gives it
   * @param dataDir the folder that holds the datasets, if the user gives it
   */
  public static DatasetPlace ofRun(RunFolder run, Optional<String> dataset, Optional<Path> dataDir)
      throws IOException {
    boolean given = dataset.isPresent() || dataDir.isPresent();
    Optional<String> before = Optional.ofNullable(ResumePoint.options(run).get(OPTION));
    return new DatasetPlace(dataDir.orElse(USUAL), before.filter(path -> !given).map(Path::of));
  }

  /** What {@code config.json} keeps of a dataset: the option's name and its value. */
  static Map<String, String> kept(Optional<TfRecordDataset> dataset) {
    return dataset
        .map(files -> absolute(files.folder()).toString())
        .map(folder -> Map.of(OPTION, folder))
        .orElseGet(Map::of);
  }

  /**
   * The dataset's folder: the remembered one while it is there; else, since folders are moved and
   * copied, the one of that name in the data folder.
   *
   * @param name a name in the data folder, or a path
   * @throws CommandFailure if the remembered one has gone and there is no other
   */
  DatasetFolder find(String name) throws IOException {
    DatasetFolder found = locate(name);
    Path usual = DatasetFolder.locate(name, dataDir).path();
    if (found.missing() && !absolute(found.path()).equals(absolute(usual))) {
      throw CommandFailure.wrongUsage(
          "%s: the run's dataset is not there any more; say where it is with --dataset or --data-dir"
              .formatted(found.path()));
    }
    return found;
  }

  /**
   * As {@link #find}, but if there is none, the remembered folder.
   *
   * @param name a name in the data folder, or a path
   */
  public DatasetFolder locate(String name) throws IOException {
    DatasetFolder usual = DatasetFolder.locate(name, dataDir);
    if (remembered.isEmpty()) {
      return usual;
    }
    DatasetFolder before = new DatasetFolder(remembered.get());
    return before.missing() && !usual.missing() ? usual : before;
  }

  private static Path absolute(Path path) {
    return path.toAbsolutePath().normalize();
  }
}
