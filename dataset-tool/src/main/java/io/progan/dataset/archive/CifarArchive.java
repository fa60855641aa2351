package io.progan.dataset.archive;

import io.progan.dataset.DatasetException;
import io.progan.dataset.pickle.PickleReader;
import io.progan.dataset.source.ImageSource;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** CIFAR-10 and CIFAR-100 (Krizhevsky), the training parts of their "python version": pickles. */
public final class CifarArchive {
  private static final PickleReader PICKLES = PickleReader.allowing();
  private static final int BATCHES = 5;

  private CifarArchive() {}

  /**
   * CIFAR-10: 32 x 32 RGB with labels, about 160 MB in memory.
   *
   * @param folder holds {@code data_batch_1} to {@code data_batch_5}, itself or in {@code
   *     cifar-10-batches-py}
   * @throws DatasetException if a file is missing, damaged or of another shape
   */
  public static ImageSource cifar10(Path folder) throws IOException {
    Path unpacked = ArchiveFiles.unpacked(folder, "cifar-10-batches-py");
    ImageBatches batches = new ImageBatches(10);
    for (int i = 1; i <= BATCHES; i++) {
      String contents = "data_batch_1 to data_batch_5 of cifar-10-python.tar.gz, unpacked";
      add(batches, ArchiveFiles.find(unpacked, contents, "data_batch_" + i), "labels");
    }
    List<String> names = classNames(unpacked, "batches.meta", "label_names");
    return new ClassifiedImages("CIFAR-10", batches::image, batches.classes(), names, () -> {});
  }

  /**
   * CIFAR-100 with its fine labels: 32 x 32 RGB, about 160 MB in memory.
   *
   * @param folder holds {@code train}, itself or in {@code cifar-100-python}
   * @throws DatasetException if a file is missing, damaged or of another shape
   */
  public static ImageSource cifar100(Path folder) throws IOException {
    Path unpacked = ArchiveFiles.unpacked(folder, "cifar-100-python");
    ImageBatches batches = new ImageBatches(100);
    String contents = "the file 'train' of cifar-100-python.tar.gz, unpacked";
    add(batches, ArchiveFiles.find(unpacked, contents, "train"), "fine_labels");
    List<String> names = classNames(unpacked, "meta", "fine_label_names");
    return new ClassifiedImages("CIFAR-100", batches::image, batches.classes(), names, () -> {});
  }

  private static void add(ImageBatches batches, Path file, String labels) throws IOException {
    Map<?, ?> content = dictionary(file);
    batches.add(file, entry(file, content, "data"), entry(file, content, labels));
  }

  private static Map<?, ?> dictionary(Path file) throws IOException {
    if (PICKLES.read(file) instanceof Map<?, ?> content) {
      return content;
    }
    throw new DatasetException(file + ": pickle holds no dictionary");
  }

  private static Object entry(Path file, Map<?, ?> content, String key) throws DatasetException {
    Object value = content.get(key);
    if (value == null) {
      throw new DatasetException("%s: pickle has no entry '%s'".formatted(file, key));
    }
    return value;
  }

  /** The names in the archive's own description, none if it is not there. */
  private static List<String> classNames(Path folder, String name, String key) throws IOException {
    Optional<Path> file = ArchiveFiles.findOptional(folder, name);
    if (file.isEmpty()) {
      return List.of();
    }
    Object names = entry(file.get(), dictionary(file.get()), key);
    return names instanceof List<?> list ? list.stream().map(String::valueOf).toList() : List.of();
  }
}
