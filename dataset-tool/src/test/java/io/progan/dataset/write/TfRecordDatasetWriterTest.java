package io.progan.dataset.write;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.progan.dataset.DatasetException;
import io.progan.dataset.RawImage;
import io.progan.dataset.tfrecord.DatasetFiles;
import io.progan.dataset.tfrecord.DatasetOrigin;
import io.progan.dataset.tfrecord.Labels;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TfRecordDatasetWriterTest {
  private static final DatasetNotes NOTES =
      new DatasetNotes("test", List.of(), DatasetOrigin.UNKNOWN, List.of());

  @TempDir Path parent;

  @Test
  void nothingLooksFinishedBeforeTheEnd() throws IOException {
    try (TfRecordDatasetWriter writer = new TfRecordDatasetWriter(parent.resolve("set"), false)) {
      writer.add(image(1, 8));
      try (Stream<Path> entries = Files.list(parent)) {
        Path hidden = entries.findFirst().orElseThrow();
        assertThat(hidden.getFileName().toString()).startsWith(".set.partial-");
        assertThat(DatasetFiles.holdsDataset(hidden)).isFalse();
      }
    }
    assertThat(parent).isEmptyDirectory();
  }

  @Test
  void wrongContentIsNamed() throws IOException {
    try (TfRecordDatasetWriter writer = new TfRecordDatasetWriter(parent.resolve("set"), false)) {
      assertFails(() -> writer.finish(Labels.none(0), NOTES), "'set' has no images");
      writer.add(image(1, 8));
      assertFails(
          () -> writer.add(image(3, 8)), "image 1 of dataset 'set' is 3 x 8 x 8, the first one is");
      assertFails(() -> writer.add(image(1, 4)), "1 x 4 x 4");
      assertFails(() -> writer.finish(Labels.none(2), NOTES), "1 images but 2 labels");
    }
    assertThat(parent).isEmptyDirectory();
  }

  @Test
  void datasetWithoutLabelsHasNoLabelsFile() throws IOException {
    Path folder = parent.resolve("set");
    try (TfRecordDatasetWriter writer = new TfRecordDatasetWriter(folder, false)) {
      writer.add(image(3, 4));
      writer.finish(Labels.none(1), NOTES);
    }
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files.map(f -> f.getFileName().toString()))
          .containsExactlyInAnyOrder("set-r02.tfrecords", "dataset.json");
    }
  }

  private static EncodedImage image(int channels, int resolution) {
    byte[] data = new byte[channels * resolution * resolution];
    return EncodedImage.of(new RawImage(channels, resolution, resolution, data));
  }

  private static void assertFails(
      org.assertj.core.api.ThrowableAssert.ThrowingCallable action, String message) {
    assertThatThrownBy(action).isInstanceOf(DatasetException.class).hasMessageContaining(message);
  }
}
