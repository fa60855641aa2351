package io.progan.dataset.inspect;

import io.progan.dataset.DatasetException;
import io.progan.dataset.RawImage;
import io.progan.dataset.picture.PictureWriter;
import io.progan.dataset.tfrecord.TfRecordDataset;
import io.progan.dataset.tfrecord.TfRecordReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CancellationException;
import java.util.stream.IntStream;

/**
 * Writes the images of a dataset as picture files.
 *
 * @param jpegQuality 1 to 100 for JPEG files, 0 for PNG files
 * @param resolutionLog2 the binary logarithm of the resolution to write
 * @param labelsInNames whether file names end with the labels
 */
public record Extraction(int jpegQuality, int resolutionLog2, boolean labelsInNames) {
  private static final int BATCH_BYTES = 1 << 26;
  private static final int MOST_IN_BATCH = 256;

  /**
   * Writes {@code imgNNNNNNNN.png} or {@code .jpg} for each image, several at once. Each file is
   * complete when it appears; files that are there already are replaced.
   *
   * @param folder is made if it does not exist
   * @throws DatasetException if a record is damaged or the folder cannot be made
   * @throws CancellationException if the watcher stopped the work
   */
  public void run(TfRecordDataset dataset, Path folder, Watcher watcher) throws IOException {
    try {
      Files.createDirectories(folder);
    } catch (FileAlreadyExistsException e) {
      throw new DatasetException(folder + ": is a file, not a folder; choose another name", e);
    }
    int imageBytes = dataset.numChannels() << (2 * resolutionLog2);
    int batch = Math.max(2, Math.min(MOST_IN_BATCH, BATCH_BYTES / imageBytes));
    try (TfRecordReader reader = dataset.shard(resolutionLog2).open()) {
      for (int from = 0; from < dataset.numImages(); from += batch) {
        if (watcher.cancelled()) {
          throw new CancellationException(
              "stopped after " + from + " of " + dataset.numImages() + " images");
        }
        RawImage[] images = new RawImage[Math.min(batch, dataset.numImages() - from)];
        for (int i = 0; i < images.length; i++) {
          images[i] = reader.next();
        }
        int start = from;
        IntStream.range(0, images.length)
            .parallel()
            .forEach(i -> write(dataset, folder, start + i, images[i]));
        watcher.progress(from + images.length, dataset.numImages());
      }
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private void write(TfRecordDataset dataset, Path folder, int index, RawImage image) {
    String name = ImageNames.fileName(dataset, index, labelsInNames);
    try {
      byte[] content =
          jpegQuality > 0 ? PictureWriter.jpeg(image, jpegQuality) : PictureWriter.png(image);
      PictureWriter.write(folder.resolve(name + (jpegQuality > 0 ? ".jpg" : ".png")), content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
