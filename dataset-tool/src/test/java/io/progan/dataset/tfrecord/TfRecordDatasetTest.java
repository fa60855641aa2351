package io.progan.dataset.tfrecord;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.progan.dataset.DatasetException;
import io.progan.dataset.numpy.NpyArray;
import io.progan.dataset.numpy.NpyWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TfRecordDatasetTest {
  @TempDir Path parent;
  private Path folder;

  @BeforeEach
  void makeToy() throws IOException {
    folder = TestDatasets.toy(parent, 5);
  }

  @Test
  void toyOpens() throws IOException {
    TfRecordDataset dataset = TfRecordDataset.open(folder);
    assertThat(dataset.name()).isEqualTo("toy");
    assertThat(dataset.folder()).isEqualTo(folder);
    assertThat(dataset.resolution()).isEqualTo(8);
    assertThat(dataset.numChannels()).isEqualTo(1);
    assertThat(dataset.numImages()).isEqualTo(5);
    assertThat(dataset.labelSize()).isEqualTo(3);
    assertThat(dataset.classNames()).isEmpty();
    assertThat(dataset.shard(2).resolution()).isEqualTo(4);
    assertThatThrownBy(() -> dataset.shard(4)).hasMessageContaining("2^2 to 2^3, not 2^4");
  }

  @Test
  void labelsAreOptional() throws IOException {
    Files.delete(folder.resolve("toy-rxx.labels"));
    TfRecordDataset dataset = TfRecordDataset.open(folder);
    assertThat(dataset.labelSize()).isZero();
    assertThat(dataset.labels().count()).isEqualTo(5);
  }

  @Test
  void classNamesAreRead() throws IOException {
    describe("toy", 5, 8, List.of("a", "b", "c"));
    assertThat(TfRecordDataset.open(folder).classNames()).containsExactly("a", "b", "c");
  }

  @Test
  void descriptionOfAnotherDatasetIsNamed() throws IOException {
    describe("toy", 5, 8, List.of("a", "b"));
    assertOpenFails("dataset.json: ", "names 2 classes, the labels have 3");
    describe("toy", 5, 16, List.of());
    assertOpenFails("describes 5 images of 16 pixels", "holds 5 images of 8 pixels");
    Files.writeString(folder.resolve("dataset.json"), "{\"count\": ");
    assertOpenFails("dataset.json: not a valid dataset description");
  }

  @Test
  void missingResolutionIsNamed() throws IOException {
    Files.delete(folder.resolve("toy-r02.tfrecords"));
    assertOpenFails("toy-r02.tfrecords: file is missing");
  }

  @Test
  void truncatedShardIsNamed() throws IOException {
    Path file = folder.resolve("toy-r03.tfrecords");
    byte[] bytes = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(bytes, bytes.length - 1));
    int size = bytes.length / 5;
    assertOpenFails("toy-r03.tfrecords: record 4 at byte " + 4 * size + ": truncated");
    Files.write(file, Arrays.copyOf(bytes, bytes.length - size));
    assertOpenFails("toy-r03.tfrecords: has 4 images, toy-r02.tfrecords has 5");
    Files.write(file, new byte[0]);
    assertOpenFails("toy-r03.tfrecords: holds no records");
  }

  @Test
  void labelsOfAnotherLengthAreNamed() throws IOException {
    Path file = folder.resolve("toy-rxx.labels");
    NpyWriter.write(file, NpyArray.of(new float[12], 4, 3));
    assertOpenFails("toy-rxx.labels: 4 labels for 5 images");
    NpyWriter.write(file, NpyArray.of(new float[5], 5));
    assertOpenFails("toy-rxx.labels: labels need 2 dimensions");
  }

  @Test
  void wrongShapesAreNamed() throws IOException {
    Path file = folder.resolve("toy-r03.tfrecords");
    Files.delete(file);
    TestDatasets.shard(file, 1, 4, 5);
    assertOpenFails("toy-r03.tfrecords: record 0 is an image of 1 x 4 x 4", "8 x 8");
    Files.delete(file);
    TestDatasets.shard(file, 3, 8, 5);
    assertOpenFails("toy-r03.tfrecords: images have 3 channels, those of toy-r02.tfrecords have 1");
    Files.delete(file);
    TestDatasets.shard(file, 2, 8, 5);
    assertOpenFails("toy-r03.tfrecords: record 0", "only 1 or 3 channels");
  }

  @Test
  void foldersThatAreNoDatasetAreNamed() throws IOException {
    Path empty = Files.createDirectory(parent.resolve("empty"));
    assertFails(empty, "empty: holds no dataset");
    assertFails(parent.resolve("nowhere"), "nowhere: no such dataset folder");
    TestDatasets.shard(folder.resolve("two-r02.tfrecords"), 1, 4, 5);
    assertOpenFails("more than one dataset, 'toy' and 'two'");
  }

  private void describe(String name, int count, int resolution, List<String> classNames)
      throws IOException {
    new DatasetInfo(name, "test", count, resolution, 1, 3, classNames, List.of(), null, List.of())
        .write(folder.resolve(DatasetInfo.FILE_NAME));
  }

  private void assertOpenFails(String... messages) {
    assertFails(folder, messages);
  }

  private static void assertFails(Path folder, String... messages) {
    assertThatThrownBy(() -> TfRecordDataset.open(folder))
        .isInstanceOf(DatasetException.class)
        .hasMessageContainingAll(messages);
  }
}
