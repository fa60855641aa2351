package io.progan.core.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.progan.dataset.numpy.NpyArray;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The format itself, with files made by hand. */
class SafetensorsTest {

  @TempDir Path folder;

  private Path file(String header, int... data) throws IOException {
    byte[] json = header.getBytes(StandardCharsets.UTF_8);
    ByteBuffer bytes =
        ByteBuffer.allocate(Long.BYTES + json.length + data.length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.putLong(json.length).put(json);
    for (int value : data) {
      bytes.put((byte) value);
    }
    return Files.write(folder.resolve("a.safetensors"), bytes.array());
  }

  private static String tensor(String dtype, String shape, int begin, int end) {
    return "{\"dtype\":\"%s\",\"shape\":%s,\"data_offsets\":[%d,%d]}"
        .formatted(dtype, shape, begin, end);
  }

  @Test
  void everyNumberTypeIsRead() throws IOException {
    String header =
        "{\"b\":%s,\"__metadata__\":{\"who\":\"me\"},\"a\":%s,\"h\":%s,\"u\":%s,\"e\":%s}  "
            .formatted(
                tensor("BF16", "[2]", 4, 8),
                tensor("F32", "[]", 0, 4),
                tensor("F16", "[1,1]", 8, 10),
                tensor("U8", "[1]", 10, 11),
                tensor("I64", "[0,3]", 11, 11));
    WeightFile read =
        Safetensors.read(file(header, 0, 0, 0x80, 0xbf, 0x80, 0x3f, 0, 0xc0, 0, 0x38, 200));
    assertThat(read.arrays().keySet()).containsExactly("a", "b", "h", "u", "e");
    assertThat(read.arrays().get("a").floats()).containsExactly(-1);
    assertThat(read.arrays().get("a").shape()).isEmpty();
    assertThat(read.arrays().get("b").floats()).containsExactly(1, -2);
    assertThat(read.arrays().get("h").floats()).containsExactly(0.5f);
    assertThat(read.arrays().get("u").floats()).containsExactly(200);
    assertThat(read.arrays().get("e").shape()).containsExactly(0, 3);
    assertThat(read.metadata()).isEqualTo(Map.of("who", "me"));
  }

  @Test
  void whatIsWrittenIsAlignedAndReadAgain() throws IOException {
    Map<String, NpyArray> arrays = new LinkedHashMap<>();
    arrays.put("Gs/x", NpyArray.of(new float[] {1, Float.MIN_VALUE, -0f, 4, 5, 6}, 2, 3));
    arrays.put("Gs/y", NpyArray.of(new double[] {Math.PI}));
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    Safetensors.write(bytes, new WeightFile(arrays, Map.of("a", "ü")));
    byte[] written = bytes.toByteArray();
    assertThat(Safetensors.headerLength(Arrays.copyOf(written, 8)) % 8).isZero();
    assertThat(written[8]).isEqualTo((byte) '{');
    WeightFile read = Safetensors.read(Files.write(folder.resolve("b"), written));
    assertThat(read.metadata()).isEqualTo(Map.of("a", "ü"));
    assertThat(read.arrays().get("Gs/x").shape()).containsExactly(2, 3);
    assertThat(read.arrays().get("Gs/x").floats()).isEqualTo(arrays.get("Gs/x").floats());
    assertThat(read.arrays().get("Gs/y").doubles()).containsExactly(Math.PI);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          [2] | F32 | 0 | 4  | its data_offsets [0,4] do not hold 2 values of F32
          [1] | F32 | 4 | 8  | its data begin at byte 4, expected 0; tensors overlap or leave a gap
          [2] | F32 | 0 | 8  | truncated: its tensors have 8 bytes, and 4 are there
          [0] | F32 | 0 | 0  | too long: its tensors have 0 bytes, and 4 are there
          [-1] | F32 | 0 | 4 | 'shape' is [-1], expected whole numbers
          [1.5] | F32 | 0 | 4 | 'shape' is [1.5], expected whole numbers
          4   | F32 | 0 | 4  | 'shape' is 4, expected whole numbers
          [99999,99999] | F32 | 0 | 4 | its shape is too large
          [4] | F8_E4M3 | 0 | 4 | its dtype is 'F8_E4M3'; only F64, F32
          """)
  void aWrongTensorIsNamed(String shape, String dtype, int begin, int end, String message)
      throws IOException {
    Path file = file("{\"x\":%s}".formatted(tensor(dtype, shape, begin, end)), 0, 0, 0, 0);
    assertThatThrownBy(() -> Safetensors.read(file))
        .isInstanceOf(ExchangeException.class)
        .hasMessageStartingWith(file + ": ")
        .hasMessageContaining(message);
  }

  @ParameterizedTest
  @ValueSource(strings = {"[]", "", "{", "{\"a\":1,\"a\":1}", "{}{}"})
  void aWrongHeaderIsNamed(String header) throws IOException {
    Path file = file(header);
    assertThatThrownBy(() -> Safetensors.read(file))
        .isInstanceOf(ExchangeException.class)
        .hasMessageStartingWith(file + ": not a safetensors file: its header");
  }

  @Test
  void aFileThatEndsWithinItsHeaderIsNamed() throws IOException {
    byte[] whole = Files.readAllBytes(file("{\"x\":1}"));
    for (int length : new int[] {0, 7, 8, whole.length - 1}) {
      Path file = Files.write(folder.resolve("short"), Arrays.copyOf(whole, length));
      assertThatThrownBy(() -> Safetensors.read(file))
          .isInstanceOf(ExchangeException.class)
          .hasMessageContaining("not a safetensors file, or truncated: " + length + " bytes");
    }
  }
}
