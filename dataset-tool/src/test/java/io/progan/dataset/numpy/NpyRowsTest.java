package io.progan.dataset.numpy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.progan.dataset.DatasetException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.ClosedChannelException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NpyRowsTest {
  private static final float[] VALUES = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11};

  @TempDir Path folder;
  private Path file;

  @BeforeEach
  void write() throws IOException {
    file = folder.resolve("rows.npy");
    NpyWriter.write(file, NpyArray.of(VALUES, 4, 3));
  }

  @Test
  void partsAreRead() throws IOException {
    try (NpyRows rows = NpyRows.open(file)) {
      assertThat(rows.shape()).containsExactly(4, 3);
      assertThat(rows.count()).isEqualTo(4);
      NpyArray two = rows.read(1, 2);
      assertThat(two.shape()).containsExactly(2, 3);
      assertThat(two.floats()).containsExactly(3, 4, 5, 6, 7, 8);
      assertThat(rows.read(0, 4).floats()).isEqualTo(VALUES);
      assertThat(rows.read(4, 0).size()).isZero();
      assertThatThrownBy(() -> rows.read(3, 2)).isInstanceOf(IndexOutOfBoundsException.class);
    }
  }

  @Test
  void columnsBeforeRowsAreReadToo() throws IOException {
    String header = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
    Files.writeString(
        file,
        header.replace("'fortran_order': False", "'fortran_order': True "),
        StandardCharsets.ISO_8859_1);
    try (NpyRows rows = NpyRows.open(file)) {
      assertThat(rows.read(2, 1).floats()).containsExactly(2, 6, 10);
      assertThat(rows.read(0, 4).floats()).isEqualTo(NpyReader.read(file).floats());
    }
  }

  /** The file has a hole in place of most values. */
  @Test
  void moreValuesThanAnArrayCanHoldAreReadInParts() throws IOException {
    byte[] header = NpyHeader.toBytes(NpyType.UINT8, List.of(50_000, 3, 128, 128));
    try (RandomAccessFile large = new RandomAccessFile(file.toFile(), "rw")) {
      large.setLength(0);
      large.write(header);
      large.setLength(header.length + 50_000L * 3 * 128 * 128);
      large.seek(header.length + 49_999L * 3 * 128 * 128);
      large.write(7);
    }
    try (NpyRows rows = NpyRows.open(file)) {
      assertThat(rows.read(49_998, 2).bytes()[3 * 128 * 128]).isEqualTo((byte) 7);
      assertThatThrownBy(() -> rows.read(0, 50_000)).hasMessageContaining("too many");
    }
    assertThatThrownBy(() -> NpyReader.read(file))
        .hasMessage(file + ": array of shape [50000, 3, 128, 128] is too large to be read at once");
    Files.delete(file);
  }

  @Test
  void brokenFilesAreNamed() throws IOException {
    byte[] whole = Files.readAllBytes(file);
    refused(Arrays.copyOf(whole, whole.length - 1), "array is truncated, 48 bytes");
    refused(Arrays.copyOf(whole, whole.length + 1), "goes on after the last value");
    refused(Arrays.copyOf(whole, 40), "ends within the NPY header");
    refused(new byte[30], "not a NumPy array file");
    NpyWriter.write(file, NpyArray.of(new double[] {1}));
    refused(Files.readAllBytes(file), "a single number");
  }

  private void refused(byte[] bytes, String why) throws IOException {
    Files.write(file, bytes);
    assertThatThrownBy(() -> NpyRows.open(file))
        .isInstanceOf(DatasetException.class)
        .hasMessageStartingWith(file + ": ")
        .hasMessageContaining(why);
  }

  @Test
  void aFileThatIsCutMeanwhileIsNamed() throws IOException {
    try (NpyRows rows = NpyRows.open(file)) {
      Files.write(file, Arrays.copyOf(Files.readAllBytes(file), 140));
      assertThatThrownBy(() -> rows.read(3, 1))
          .hasMessage(file + ": became shorter while it was read");
    }
    NpyRows closed = NpyRows.open(rewritten());
    closed.close();
    assertThatThrownBy(() -> closed.read(0, 1)).isInstanceOf(ClosedChannelException.class);
  }

  private Path rewritten() throws IOException {
    write();
    return file;
  }
}
