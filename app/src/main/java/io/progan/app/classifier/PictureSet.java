package io.progan.app.classifier;

import io.progan.app.console.CommandFailure;
import io.progan.app.dataset.Datasets;
import io.progan.dataset.RawImage;
import io.progan.dataset.tfrecord.Labels;
import io.progan.dataset.tfrecord.TfRecordDataset;
import io.progan.dataset.tfrecord.TfRecordReader;
import io.progan.metrics.classifier.LabelledPictures;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A dataset of greyscale pictures with a class each, whole in memory.
 *
 * @param folder where it was read
 * @param pictures at full size
 * @param classNames the dataset's, else the numbers of the classes
 */
public record PictureSet(Path folder, LabelledPictures pictures, List<String> classNames) {

  /**
   * Reads a dataset.
   *
   * @throws CommandFailure in one line, if it is in colour, has no labels, or labels that are not
   *     classes
   * @throws io.progan.dataset.DatasetException if it is damaged
   */
  public static PictureSet read(Path folder) throws IOException {
    TfRecordDataset dataset = Datasets.open(folder);
    if (dataset.numChannels() != 1) {
      throw CommandFailure.wrongUsage(
          folder + ": is in colour; a classifier is trained on greyscale pictures");
    }
    if (dataset.labelSize() < 2) {
      throw CommandFailure.wrongUsage(
          folder
              + (dataset.labelSize() == 0
                  ? ": has no labels; a classifier needs the class of each picture"
                  : ": has one class only; a classifier needs two or more"));
    }
    int size = dataset.resolution();
    if ((long) dataset.numImages() * size * size > Integer.MAX_VALUE - 8) {
      throw CommandFailure.wrongUsage(
          "%s: %d pictures of %dx%d are more than the 2 GB that fit into memory at once"
              .formatted(folder, dataset.numImages(), size, size));
    }
    int[] classes = new int[dataset.numImages()];
    for (int i = 0; i < classes.length; i++) {
      classes[i] = classOf(folder, dataset.labels(), i);
    }
    List<String> names = dataset.classNames();
    return new PictureSet(
        folder,
        new LabelledPictures(size, pixels(dataset), classes),
        names.isEmpty()
            ? IntStream.range(0, dataset.labelSize()).mapToObj(String::valueOf).toList()
            : names);
  }

  private static int classOf(Path folder, Labels labels, int image) {
    float[] row = labels.row(image);
    int found = -1;
    for (int c = 0; c < row.length; c++) {
      if (row[c] == 1 && found < 0) {
        found = c;
      } else if (row[c] != 0) {
        found = row.length;
      }
    }
    if (found < 0 || found == row.length) {
      throw CommandFailure.wrongUsage(
          folder + ": the label of image " + image + " is not one class (a 1 among zeros)");
    }
    return found;
  }

  private static byte[] pixels(TfRecordDataset dataset) throws IOException {
    int plane = dataset.resolution() * dataset.resolution();
    byte[] pixels = new byte[dataset.numImages() * plane];
    try (TfRecordReader records = dataset.shard(dataset.resolutionLog2()).open()) {
      int i = 0;
      for (RawImage image = records.next(); image != null; image = records.next()) {
        System.arraycopy(image.data(), 0, pixels, i++ * plane, plane);
      }
    }
    return pixels;
  }
}
