package io.progan.dataset.archive;

import io.progan.dataset.DatasetException;
import io.progan.dataset.pickle.PickleReader;
import io.progan.dataset.source.ImageSource;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * SVHN (Netzer et al., 2011), the cropped digits of the training part: 32 x 32 RGB with labels,
 * about 230 MB in memory. Either the official {@code train_32x32.mat} or the same cut into the
 * pickles {@code train_1.pkl} to {@code train_3.pkl}, each a pair of images {@code [n, 3, 32, 32]}
 * and classes.
 */
public final class SvhnArchive {
  private static final PickleReader PICKLES = PickleReader.allowing();
  private static final String MAT_NAME = "train_32x32.mat";
  private static final String CONTENTS =
      "train_1.pkl, train_2.pkl and train_3.pkl, or the official " + MAT_NAME;
  private static final int PICKLE_FILES = 3;
  private static final int CLASSES = 10;

  private SvhnArchive() {}

  /**
   * The digits in a folder; the pickles if it has both.
   *
   * @throws DatasetException if a file is missing, damaged or of another shape
   */
  public static ImageSource open(Path folder) throws IOException {
    List<String> names = IntStream.range(0, CLASSES).mapToObj(String::valueOf).toList();
    Optional<Path> mat = ArchiveFiles.findOptional(folder, MAT_NAME);
    if (mat.isPresent() && ArchiveFiles.findOptional(folder, "train_1.pkl").isEmpty()) {
      SvhnMatFile file = SvhnMatFile.open(mat.get());
      return new ClassifiedImages("SVHN", file::image, file.classes(), names, file);
    }
    ImageBatches batches = new ImageBatches(CLASSES);
    for (int i = 1; i <= PICKLE_FILES; i++) {
      Path file = ArchiveFiles.find(folder, CONTENTS, "train_" + i + ".pkl");
      if (!(PICKLES.read(file) instanceof List<?> pair) || pair.size() < 2) {
        throw new DatasetException(file + ": pickle is no pair of images and labels");
      }
      batches.add(file, pair.get(0), pair.get(1));
    }
    return new ClassifiedImages("SVHN", batches::image, batches.classes(), names, () -> {});
  }
}
