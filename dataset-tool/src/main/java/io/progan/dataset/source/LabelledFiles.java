package io.progan.dataset.source;

import io.progan.dataset.collection.FileCollection;
import io.progan.dataset.label.LabelReader;
import io.progan.dataset.label.PictureLabels;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * Pictures and the {@code dataset.json} with their labels, as the zips and folders of StyleGAN2-ADA
 * and its successors are ({@code dataset_tool.py} there).
 *
 * @param pictures the other files
 * @param labels what the file is called in messages; null if there is none
 * @param content of the file; null if there is none
 * @param folder what the names in it are relative to: empty, or a path that ends with {@code /}
 */
public record LabelledFiles(FileCollection pictures, String labels, byte[] content, String folder) {
  private static final String FILE_NAME = "dataset.json";

  /** Looks for the file beside or above all others; it is not read as a picture. */
  public static LabelledFiles in(FileCollection files) throws IOException {
    OptionalInt found =
        IntStream.range(0, files.count()).filter(i -> describes(files, i)).findFirst();
    if (found.isEmpty()) {
      return new LabelledFiles(files, null, null, "");
    }
    int index = found.getAsInt();
    return new LabelledFiles(
        files.without(index), files.place(index), files.read(index), folder(files.name(index)));
  }

  private static boolean describes(FileCollection files, int index) {
    String name = files.name(index);
    String folder = folder(name);
    return name.equals(folder + FILE_NAME)
        && IntStream.range(0, files.count()).allMatch(i -> files.name(i).startsWith(folder));
  }

  private static String folder(String name) {
    return name.substring(0, name.lastIndexOf('/') + 1);
  }

  /** Whether there is such a file. */
  public boolean hasFile() {
    return content != null;
  }

  /**
   * The labels in the file by the paths of the pictures; empty if it has none or is not there.
   *
   * @throws io.progan.dataset.DatasetException if it cannot be understood
   */
  public Optional<PictureLabels> read() throws IOException {
    return hasFile()
        ? LabelReader.readDatasetJson(labels, content).map(found -> found.below(folder))
        : Optional.empty();
  }

  /** The paths of all pictures. */
  public List<String> names() {
    return IntStream.range(0, pictures.count()).mapToObj(pictures::name).toList();
  }
}
