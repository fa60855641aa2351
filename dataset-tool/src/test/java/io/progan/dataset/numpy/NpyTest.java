package io.progan.dataset.numpy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.progan.dataset.DatasetException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class NpyTest {
  @TempDir Path folder;

  static Stream<NpyArray> arrays() {
    float[] many = new float[3 * 7001];
    for (int i = 0; i < many.length; i++) {
      many[i] = i * 0.5f - 7;
    }
    return Stream.of(
        NpyArray.of(many, 3, 7001),
        NpyArray.of(new double[] {Math.PI}),
        NpyArray.of(new double[] {1, -2, Double.NaN}, 3),
        NpyArray.of(new byte[] {0, 127, -1, -128}, 2, 1, 2),
        NpyArray.of(new int[] {Integer.MIN_VALUE, 3}, 2),
        NpyArray.of(new long[] {Long.MAX_VALUE, -1}, 1, 2),
        NpyArray.of(new float[0], 40, 0));
  }

  @ParameterizedTest
  @MethodSource("arrays")
  void whatIsWrittenIsReadBack(NpyArray array) throws IOException {
    Path file = folder.resolve("a.npy");
    NpyWriter.write(file, array);
    NpyArray back = NpyReader.read(file);
    assertThat(back.type()).isEqualTo(array.type());
    assertThat(back.shape()).isEqualTo(array.shape());
    switch (array.type()) {
      case FLOAT32 -> assertThat(back.floats()).isEqualTo(array.floats());
      case FLOAT64 -> assertThat(back.doubles()).isEqualTo(array.doubles());
      default -> assertThat(back.longs()).isEqualTo(array.longs());
    }
  }

  @Test
  void headerIsNumPys() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    NpyWriter.write(out, NpyArray.of(new float[5], 5));
    byte[] bytes = out.toByteArray();
    assertThat(bytes).hasSize(128 + 20);
    String text = new String(bytes, 10, 118, StandardCharsets.US_ASCII);
    assertThat(text)
        .isEqualTo(
            "{'descr': '<f4', 'fortran_order': False, 'shape': (5,), }" + " ".repeat(60) + "\n");
    assertThat(bytes[8]).isEqualTo((byte) 118);
  }

  @Test
  void otherVersionsAndByteOrdersAreRead() throws IOException {
    byte[] data = ByteBuffer.allocate(8).putInt(1).putInt(-2).array();
    byte[] file = file(2, "{'descr': '>i4', 'fortran_order': True, 'shape': (2L,), }\n", data);
    assertThat(read(file).ints()).containsExactly(1, -2);
    byte[] old = file(1, "{'descr': '|u1', 'fortran_order': False, 'shape': (), }", new byte[1]);
    assertThat(read(old).shape()).isEmpty();
    byte[] columns =
        file(
            1,
            "{'descr': '<u2', 'fortran_order': True, 'shape': (2, 3), }",
            new byte[] {1, 0, 4, 0, 2, 0, 5, 0, 3, 0, 6, -1});
    assertThat(read(columns).ints()).containsExactly(1, 2, 3, 4, 5, 0xff06);
  }

  @Test
  void valuesConvert() {
    NpyArray bytes = NpyArray.of(new byte[] {-1, 2}, 2);
    assertThat(bytes.floats()).containsExactly(255, 2);
    assertThat(bytes.ints()).containsExactly(255, 2);
    assertThat(NpyArray.of(new float[] {1.5f}, 1).doubles()).containsExactly(1.5);
    assertThatThrownBy(() -> NpyArray.of(new float[1], 1).longs()).hasMessageContaining("FLOAT32");
    assertThatThrownBy(() -> NpyArray.of(new long[1], 1).bytes()).hasMessageContaining("INT64");
    assertThatThrownBy(() -> NpyArray.of(new float[6], 2, 2)).hasMessageContaining("[2, 2]");
  }

  @Test
  void brokenFilesAreNamed() throws IOException {
    Path file = folder.resolve("labels.npy");
    NpyWriter.write(file, NpyArray.of(new float[6], 2, 3));
    byte[] good = Files.readAllBytes(file);
    assertBroken(Arrays.copyOf(good, good.length - 1), "24 bytes of values expected");
    assertBroken(Arrays.copyOf(good, good.length + 1), "goes on after the last value");
    assertBroken(Arrays.copyOf(good, 30), "ends within the NPY header");
    assertBroken(Arrays.copyOf(good, 9), "ends within the NPY header");
    assertBroken(new byte[0], "not a NumPy array file");
    assertBroken("plain text".getBytes(StandardCharsets.US_ASCII), "wrong first bytes");
  }

  @Test
  void unsupportedHeadersAreNamed() throws IOException {
    assertHeader("{'descr': '<c8', 'fortran_order': False, 'shape': (2,), }", "'<c8'");
    assertHeader("{'descr': '|O', 'fortran_order': False, 'shape': (2,), }", "'descr'");
    assertHeader("{'descr': '<f4', 'fortran_order': False, }", "'shape'");
    assertHeader("{'descr': '<f8', 'fortran_order': False, 'shape': (2000000000,), }", "truncated");
    assertHeader(
        "{'descr': '<f4', 'fortran_order': False, 'shape': (99999, 99999), }", "too large");
    assertHeader(
        "{'descr': '<f4', 'fortran_order': False, 'shape': (99999999999,), }", "too large");
    assertBroken(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 9, 0, 0, 0}, "version 9");
  }

  private void assertHeader(String dictionary, String message) throws IOException {
    assertBroken(file(1, dictionary, new byte[8]), message);
  }

  private void assertBroken(byte[] bytes, String message) throws IOException {
    Path file = folder.resolve("broken.npy");
    Files.write(file, bytes);
    assertThatThrownBy(() -> NpyReader.read(file))
        .isInstanceOf(DatasetException.class)
        .hasMessageContaining("broken.npy: ")
        .hasMessageContaining(message);
  }

  private static NpyArray read(byte[] file) throws IOException {
    return NpyReader.read(new ByteArrayInputStream(file), "stream");
  }

  private static byte[] file(int version, String dictionary, byte[] data) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', (byte) version, 0});
    ByteBuffer size = ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN);
    size.putInt(dictionary.length());
    out.write(size.array(), 0, version == 1 ? 2 : 4);
    out.write(dictionary.getBytes(StandardCharsets.US_ASCII));
    out.write(data);
    return out.toByteArray();
  }
}
