package io.progan.app.generate;

import io.progan.app.console.CommandFailure;
import io.progan.app.mixin.NetworkOptions;
import io.progan.app.run.DatasetPlace;
import io.progan.core.generate.Generator;
import io.progan.core.snapshot.RunFolder;
import io.progan.dataset.tfrecord.DatasetInfo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The classes of a network that was trained with labels.
 *
 * @param count how many there are; 0 without labels
 * @param names their names, if the dataset is there and knows them; else empty
 * @param dataset where the names were looked for
 */
record Classes(int count, List<String> names, Path dataset) {

  /**
   * The classes that the options name; empty if they name none.
   *
   * @throws CommandFailure if there is no such class
   */
  static List<Integer> chosen(TrainedNetwork trained, NetworkOptions network) throws IOException {
    return network.className() == null
        ? List.of()
        : of(trained, network.dataDir()).find(network.className());
  }

  /**
   * Finds the names in the dataset that the network was trained on.
   *
   * @param dataDir the folder that holds the datasets; empty for where the run had its dataset
   */
  static Classes of(TrainedNetwork trained, Optional<Path> dataDir) throws IOException {
    Generator generator = trained.generator();
    String dataset = generator.info().runConfig().dataset().tfrecordDir();
    RunFolder run = new RunFolder(trained.snapshot().toAbsolutePath().getParent());
    DatasetPlace place = DatasetPlace.ofRun(run, Optional.empty(), dataDir);
    Path folder = place.locate(dataset == null ? "" : dataset).path();
    Path file = folder.resolve(DatasetInfo.FILE_NAME);
    boolean known = generator.labelSize() > 0 && Files.isRegularFile(file);
    List<String> names = known ? DatasetInfo.read(file).classNames() : List.of();
    return new Classes(generator.labelSize(), names, folder);
  }

  /**
   * The classes that a user means.
   *
   * @param text a name, a number, or {@code all}
   * @throws CommandFailure if there is no such class
   */
  List<Integer> find(String text) {
    if (count == 0) {
      throw CommandFailure.wrongUsage("--class: this network was trained without labels");
    }
    if (text.equals(NetworkOptions.ALL)) {
      return IntStream.range(0, count).boxed().toList();
    }
    int index = names.indexOf(text);
    if (index < 0 && text.matches("\\d{1,9}")) {
      index = Integer.parseInt(text);
    }
    if (index < 0 || index >= count) {
      throw CommandFailure.wrongUsage(
          "--class %s: no such class; this network has %d, from 0 to %d%s"
              .formatted(text, count, count - 1, knownNames()));
    }
    return List.of(index);
  }

  private String knownNames() {
    return names.isEmpty()
        ? " (no names in %s; --data-dir says where the datasets are)"
            .formatted(dataset.resolve(DatasetInfo.FILE_NAME))
        : ": " + String.join(", ", names.subList(0, Math.min(count, names.size())));
  }
}
