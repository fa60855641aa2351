package io.progan.dataset.tfrecord;

import io.progan.dataset.RawImage;
import io.progan.dataset.numpy.NpyArray;
import io.progan.dataset.numpy.NpyWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

/** Small datasets that tests can then damage. */
final class TestDatasets {
  private TestDatasets() {}

  static RawImage image(int channels, int resolution, long seed) {
    byte[] data = new byte[channels * resolution * resolution];
    new Random(seed).nextBytes(data);
    return new RawImage(channels, resolution, resolution, data);
  }

  /** A file of {@code count} images; the record at place i is made from the seed i. */
  static void shard(Path file, int channels, int resolution, int count) throws IOException {
    try (TfRecordWriter writer = new TfRecordWriter(file)) {
      for (int i = 0; i < count; i++) {
        writer.write(ImageRecord.encode(image(channels, resolution, i)));
      }
      writer.force();
    }
  }

  /** A dataset {@code toy} of 8 x 8 greyscale images with labels of size 3. */
  static Path toy(Path parent, int count) throws IOException {
    Path folder = Files.createDirectories(parent.resolve("data"));
    shard(folder.resolve("toy-r02.tfrecords"), 1, 4, count);
    shard(folder.resolve("toy-r03.tfrecords"), 1, 8, count);
    NpyWriter.write(folder.resolve("toy-rxx.labels"), NpyArray.of(new float[count * 3], count, 3));
    return folder;
  }
}
