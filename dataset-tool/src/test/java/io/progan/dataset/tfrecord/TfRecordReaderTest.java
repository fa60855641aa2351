package io.progan.dataset.tfrecord;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.CodedOutputStream;
import io.progan.dataset.DatasetException;
import io.progan.dataset.RawImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TfRecordReaderTest {
  @TempDir Path folder;
  private Path file;
  private byte[] good;
  private int size;

  @BeforeEach
  void writeThreeImages() throws IOException {
    file = folder.resolve("x-r03.tfrecords");
    TestDatasets.shard(file, 3, 8, 3);
    good = Files.readAllBytes(file);
    size = good.length / 3;
  }

  @Test
  void whatIsWrittenIsReadBack() throws IOException {
    try (TfRecordReader reader = TfRecordReader.open(file)) {
      for (int i = 0; i < 3; i++) {
        assertThat(reader.position()).isEqualTo(i);
        assertThat(reader.offset()).isEqualTo((long) i * size);
        assertThat(reader.next()).isEqualTo(TestDatasets.image(3, 8, i));
      }
      assertThat(reader.next()).isNull();
      assertThat(reader.next()).isNull();
    }
  }

  @Test
  void everyFlippedByteIsFound() throws IOException {
    for (int at = 0; at < size; at++) {
      byte[] broken = good.clone();
      broken[size + at] ^= 0x10;
      String reason = at < 12 ? "wrong length CRC" : "wrong data CRC";
      assertFault(broken, "record 1 at byte " + size + ": ", reason);
    }
  }

  @Test
  void everyCutIsFound() throws IOException {
    for (int length = 2 * size + 1; length < good.length; length++) {
      assertFault(Arrays.copyOf(good, length), "record 2 at byte " + 2 * size + ": ", "truncated");
    }
  }

  @Test
  void hugeLengthWithGoodChecksumIsNotBelieved() throws IOException {
    for (long length : new long[] {Long.MAX_VALUE, 1L << 40, -1}) {
      byte[] header = new byte[40];
      ByteBuffer.wrap(header)
          .order(ByteOrder.LITTLE_ENDIAN)
          .putLong(length)
          .putInt(MaskedCrc.of(longBytes(length), 0, 8));
      assertFault(header, "record 0 at byte 0: ", length < 0 ? "length" : "truncated");
    }
  }

  @Test
  void contentThatIsNoImageIsNamed() throws IOException {
    assertFault(framed("garbage".getBytes(StandardCharsets.US_ASCII)), "record 0", "malformed");
    assertFault(framed(new byte[0]), "record 0", "no feature 'data'");
    assertFault(framed(example(new long[0], 4)), "record 0", "no feature 'shape'");
    assertFault(framed(example(new long[] {1, 2, 3}, 4)), "[1, 2, 3] does not fit 4 bytes");
    assertFault(framed(example(new long[] {2, 2}, 4)), "[2, 2] does not fit 4 bytes");
    assertFault(framed(example(new long[] {1, -2, -2}, 4)), "does not fit");
    long huge = 1L << 32;
    assertFault(framed(example(new long[] {huge, huge, 4}, 4)), "does not fit");
  }

  @Test
  void shapeMayBeUnpackedAndFirstAndBesideOtherFeatures() throws IOException {
    Files.write(file, framed(example(new long[] {1, 2, 2}, 4)));
    try (TfRecordReader reader = TfRecordReader.open(file)) {
      assertThat(reader.next()).isEqualTo(new RawImage(1, 2, 2, new byte[4]));
    }
  }

  @Test
  void jumpBeyondTheEndIsNamed() throws IOException {
    assertThatThrownBy(() -> TfRecordReader.open(file, 4).close())
        .isInstanceOf(DatasetException.class)
        .hasMessageEndingWith("x-r03.tfrecords: has 3 records, there is none of index 4");
    Files.write(file, Arrays.copyOf(good, 2 * size + 5));
    assertThatThrownBy(() -> TfRecordReader.open(file, 1).close())
        .hasMessageContaining("record 2 at byte " + 2 * size + ": truncated")
        .hasMessageContaining("5 bytes into a record of " + size);
  }

  private void assertFault(byte[] bytes, String... messages) throws IOException {
    Files.write(file, bytes);
    try (TfRecordReader reader = TfRecordReader.open(file)) {
      assertThatThrownBy(
              () -> {
                while (reader.next() != null) {
                  assertThat(reader.position()).isPositive();
                }
              })
          .isInstanceOf(DatasetException.class)
          .hasMessageContaining("x-r03.tfrecords: ")
          .hasMessageContainingAll(messages);
    }
  }

  private static byte[] longBytes(long value) {
    return ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(value).array();
  }

  private static byte[] framed(byte[] payload) {
    byte[] frame = new byte[payload.length + RecordFrame.OVERHEAD_BYTES];
    System.arraycopy(payload, 0, frame, RecordFrame.HEADER_BYTES, payload.length);
    RecordFrame.close(frame);
    return frame;
  }

  /**
   * An example written another way: shape first, unpacked, with a feature that nobody asked for.
   */
  private static byte[] example(long[] shape, int bytes) throws IOException {
    ByteArrayOutputStream list = new ByteArrayOutputStream();
    CodedOutputStream values = CodedOutputStream.newInstance(list);
    for (long n : shape) {
      values.writeInt64(1, n);
    }
    values.flush();
    byte[] data = field(1, new byte[bytes]);
    byte[] features =
        concat(
            entry("shape", field(3, list.toByteArray())),
            entry("note", field(1, field(1, new byte[2]))),
            entry("data", field(1, data)));
    return field(1, features);
  }

  private static byte[] entry(String key, byte[] value) throws IOException {
    return field(1, concat(field(1, key.getBytes(StandardCharsets.US_ASCII)), field(2, value)));
  }

  private static byte[] field(int number, byte[] content) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    CodedOutputStream out = CodedOutputStream.newInstance(bytes);
    out.writeByteArray(number, content);
    out.flush();
    return bytes.toByteArray();
  }

  private static byte[] concat(byte[]... parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.writeBytes(part);
    }
    return all.toByteArray();
  }
}
