package io.progan.dataset.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.progan.dataset.DatasetException;
import io.progan.dataset.RawImage;
import io.progan.dataset.numpy.NpyArray;
import io.progan.dataset.numpy.NpyWriter;
import io.progan.dataset.source.ImageSource;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The files of {@code hdf5/} come from h5py, by the script beside them. */
class Hdf5ArchiveTest {
  @TempDir Path folder;

  private Path copy(String name) throws IOException {
    Path file = folder.resolve(name);
    try (InputStream in = Hdf5ArchiveTest.class.getResourceAsStream("/hdf5/" + name)) {
      Files.write(file, in.readAllBytes());
    }
    return file;
  }

  @ParameterizedTest
  @CsvSource({"chunked.h5,5,3", "grey.h5,3,1"})
  void compressedChunksAreRead(String name, int count, int channels) throws IOException {
    try (ImageSource source = Hdf5Archive.open(copy(name))) {
      assertThat(source.count()).isEqualTo(count);
      assertThat(source.labelSize()).isZero();
      for (int i = 0; i < count; i++) {
        RawImage image = source.image(i);
        assertThat(image.shape()).isEqualTo(channels + " x 8 x 8");
        for (int at = 0; at < image.data().length; at++) {
          assertThat(image.data()[at]).isEqualTo((byte) (i + at / 64 + at % 64));
        }
      }
    }
  }

  @Test
  void labelsLieBesideTheFile() throws IOException {
    Path file = copy("grey.h5");
    Path labels = folder.resolve("grey-labels.npy");
    NpyWriter.write(labels, NpyArray.of(new double[] {1, 2, 3, 4, 5, 6}, 3, 2));
    try (ImageSource source = Hdf5Archive.open(file)) {
      assertThat(source.labelSize()).isEqualTo(2);
      assertThat(source.label(1)).containsExactly(3, 4);
    }
    NpyWriter.write(labels, NpyArray.of(new double[4], 2, 2));
    assertThatThrownBy(() -> Hdf5Archive.open(file))
        .isInstanceOf(DatasetException.class)
        .hasMessage(labels + ": has 2 labels, grey.h5 has 3 images");
  }

  @ParameterizedTest
  @CsvSource({
    "float.h5,'dataset ''data8x8'' is float of the shape [3, 1, 8, 8]'",
    "oblong.h5,'is int of the shape [3, 1, 4, 8]'",
    "other.h5,'holds no dataset dataRxR'",
    "empty.h5,'of the shape [0, 1, 8, 8]'"
  })
  void otherContentsAreRefused(String name, String message) throws IOException {
    Path file = copy(name);
    assertThatThrownBy(() -> Hdf5Archive.open(file))
        .isInstanceOf(DatasetException.class)
        .hasMessageStartingWith(file + ": ")
        .hasMessageContaining(message);
  }

  @Test
  void brokenFilesAreNamed() throws IOException {
    Path file = copy("chunked.h5");
    byte[] good = Files.readAllBytes(file);
    for (int length = 0; length < good.length; length += 97) {
      Files.write(file, Arrays.copyOf(good, length));
      assertThatThrownBy(() -> readAll(file))
          .isInstanceOf(DatasetException.class)
          .hasMessageStartingWith(file + ": ");
    }
    Files.writeString(file, "plain text");
    assertThatThrownBy(() -> Hdf5Archive.open(file))
        .hasMessage(file + ": not an HDF5 file, or a damaged one");
    assertThatThrownBy(() -> Hdf5Archive.open(folder))
        .hasMessage(folder + ": is a folder, not an HDF5 file");
    assertThatThrownBy(() -> Hdf5Archive.open(folder.resolve("x.h5")))
        .hasMessageEndingWith("x.h5: no such file");
  }

  private static void readAll(Path file) throws IOException {
    try (ImageSource source = Hdf5Archive.open(file)) {
      for (int i = 0; i < source.count(); i++) {
        source.image(i);
      }
    }
  }
}
