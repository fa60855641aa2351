package io.progan.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.progan.dataset.numpy.NpyArray;
import io.progan.dataset.numpy.NpyWriter;
import io.progan.dataset.pickle.PickleReader;
import io.progan.dataset.tfrecord.Labels;
import io.progan.dataset.tfrecord.TfRecordReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileKindTest {
  private static final String POINTER =
      "version https://git-lfs.github.com/spec/v1\noid sha256:0\n";

  @TempDir Path folder;

  @Test
  void kindsAreToldByTheirBeginning() throws IOException {
    assertKind(POINTER.getBytes(StandardCharsets.UTF_8), "a Git LFS pointer");
    assertKind("\uFEFF\n <!doctype HTML>".getBytes(StandardCharsets.UTF_8), "a web page (HTML)");
    assertKind("<html lang='en'>".getBytes(StandardCharsets.UTF_8), "a web page (HTML)");
    ByteArrayOutputStream gzip = new ByteArrayOutputStream();
    write(new GZIPOutputStream(gzip));
    assertKind(gzip.toByteArray(), "packed by gzip; unpack it first");
    ByteArrayOutputStream zlib = new ByteArrayOutputStream();
    write(new DeflaterOutputStream(zlib));
    assertKind(zlib.toByteArray(), "packed by zlib");
    assertKind(new byte[0], "empty");
    assertKind(new byte[512], "filled with zeros");
    assertThat(FileKind.of("x^2,1".getBytes(StandardCharsets.UTF_8))).isEmpty();
    assertThat(FileKind.of(new byte[] {(byte) 0x80, 2, ']'})).isEmpty();
  }

  private static void write(OutputStream out) throws IOException {
    try (out) {
      out.write("content".getBytes(StandardCharsets.UTF_8));
    }
  }

  private static void assertKind(byte[] start, String words) {
    assertThat(FileKind.of(start).orElseThrow()).startsWith(words);
  }

  @Test
  void readersSayWhatTheirFilesAre() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), POINTER);
    assertThatThrownBy(() -> PickleReader.allowing().read(file))
        .hasMessageContaining("file: is no pickle, but a Git LFS pointer instead of the file");
    assertThatThrownBy(() -> Labels.read(file))
        .hasMessageContaining("file: not a NumPy array file, but a Git LFS pointer");
    try (TfRecordReader reader = TfRecordReader.open(file)) {
      assertThatThrownBy(reader::next)
          .hasMessageContaining("file: is no TFRecord file, but a Git LFS pointer");
    }
    write(new GZIPOutputStream(Files.newOutputStream(file)));
    try (TfRecordReader reader = TfRecordReader.open(file)) {
      assertThatThrownBy(reader::next).hasMessageContaining("but packed by gzip; unpack it first");
    }
  }

  @Test
  void labelsThatAreNoNumbersAreRefused() throws IOException {
    Path file = folder.resolve("x.labels");
    NpyWriter.write(file, NpyArray.of(new float[] {0, 1, 0, Float.NaN}, 2, 2));
    assertThat(Labels.read(file).count()).isEqualTo(2);
    assertThatThrownBy(() -> Labels.readFinite(file))
        .isInstanceOf(DatasetException.class)
        .hasMessageContaining("x.labels: row 1, column 1 (from 0) is NaN, not a number");
  }
}
