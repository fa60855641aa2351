package io.progan.dataset.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.lang.management.ManagementFactory;
import java.nio.channels.ClosedChannelException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Elements of every type and layout, as a whole and in pieces. */
class TorchTensorTest {
  @TempDir Path folder;

  static Stream<Arguments> types() {
    return Stream.of(
        arguments("FloatStorage", new int[] {0, 0, 0x40, 0xc0, 1, 0, 0, 0}, -3, 0x1p-149),
        arguments("HalfStorage", new int[] {0, 0xbe, 1, 0}, -1.5, 0x1p-24),
        arguments("HalfStorage", new int[] {0xff, 0x7b, 0, 0x7c}, 65504, 1 / 0.0),
        arguments("BFloat16Storage", new int[] {0x40, 0xc0, 0x80, 0x7f}, -3, 1 / 0.0),
        arguments("BFloat16Storage", new int[] {0x81, 0x3f, 1, 0}, 1.0078125, 0x1p-133),
        arguments(
            "DoubleStorage",
            new int[] {0, 0, 0, 0, 0, 0, 8, 0x40, 1, 0, 0, 0, 0, 0, 0xf0, 0x3f},
            3,
            1 + 0x1p-52),
        arguments("IntStorage", new int[] {0xfe, 0xff, 0xff, 0xff, 0, 1, 0, 0}, -2, 256),
        arguments("ByteStorage", new int[] {255, 7}, 255, 7),
        arguments("BoolStorage", new int[] {2, 0}, 1, 0),
        arguments(
            "LongStorage",
            new int[] {0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0, 0, 0, 0, 0, 0, 1, 0},
            -1,
            0x1p48));
  }

  @ParameterizedTest
  @MethodSource("types")
  void types(String storage, int[] bytes, double first, double second) throws IOException {
    String pickle = TestTorchFiles.tensor(TestTorchFiles.storage(storage, "0", 2), 0, "2", "1");
    try (TorchFile file = open(pickle, 2, TestTorchFiles.bytes(bytes))) {
      TorchTensor tensor = (TorchTensor) file.content();
      assertThat(tensor.doubles()).containsExactly(first, second);
      assertThat(tensor.floats()).containsExactly((float) first, (float) second);
      if (tensor.type().isInteger()) {
        assertThat(tensor.longs()).containsExactly((long) first, (long) second);
      } else {
        assertThatThrownBy(tensor::longs).hasMessageContaining("not an integer type");
      }
    }
  }

  static Stream<Arguments> layouts() {
    return Stream.of(
        arguments(0, "2 3 4", "12 4 1", true),
        arguments(5, "3", "1", true),
        arguments(5, "3 1 1", "1 77 5", true),
        arguments(23, "", "", true),
        arguments(0, "4 3 2", "1 4 12", false),
        arguments(1, "2 3 4", "3 6 2", false),
        arguments(2, "2 5", "9 3", false),
        arguments(3, "4 2 3", "0 1 0", false),
        arguments(0, "0 7", "3 2", true));
  }

  /** The storage holds 0, 1, 2 ..., so that a value is its place. */
  @ParameterizedTest
  @MethodSource("layouts")
  void layouts(long offset, String shape, String strides, boolean contiguous) throws IOException {
    float[] places = new float[24];
    for (int i = 0; i < places.length; i++) {
      places[i] = i;
    }
    String storage = TestTorchFiles.storage("FloatStorage", "0", 24);
    String pickle = TestTorchFiles.tensor(storage, offset, shape, strides);
    try (TorchFile file = open(pickle, 24, TestTorchFiles.floats(places))) {
      TorchTensor tensor = (TorchTensor) file.content();
      List<Float> expected = new ArrayList<>();
      collect(tensor.shape(), tensor.strides(), 0, offset, expected);
      assertThat(tensor.isContiguous()).isEqualTo(contiguous);
      assertThat(floats(tensor.floats(), (int) tensor.count())).isEqualTo(expected);
      List<Float> pieces = new ArrayList<>();
      tensor.forEachChunk(
          5,
          (values, length) -> {
            assertThat(length).isBetween(1, 5);
            pieces.addAll(floats(values, length));
          });
      assertThat(pieces).isEqualTo(expected);
    }
  }

  private static void collect(
      long[] shape, long[] strides, int axis, long place, List<Float> into) {
    if (axis == shape.length) {
      into.add((float) place);
      return;
    }
    for (long i = 0; i < shape[axis]; i++) {
      collect(shape, strides, axis + 1, place + i * strides[axis], into);
    }
  }

  private static List<Float> floats(float[] values, int length) {
    List<Float> list = new ArrayList<>();
    for (float value : Arrays.copyOf(values, length)) {
      list.add(value);
    }
    return list;
  }

  @Test
  void largeViewsGoThroughWindows() throws IOException {
    int rows = 300;
    int columns = 211;
    float[] values = new float[rows * columns];
    for (int i = 0; i < values.length; i++) {
      values[i] = i;
    }
    String storage = TestTorchFiles.storage("FloatStorage", "0", values.length);
    String pickle = TestTorchFiles.tensor(storage, 0, columns + " " + rows, "1 " + columns);
    try (TorchFile file = open(pickle, values.length, TestTorchFiles.floats(values))) {
      float[] transposed = ((TorchTensor) file.content()).floats();
      for (int i = 0; i < values.length; i++) {
        assertThat(transposed[i]).isEqualTo(i % rows * columns + i / rows);
      }
    }
  }

  /** The storage is a hole in the file but for its last element. */
  @Test
  void aLargeTensorIsNeverInMemoryAsAWhole() throws IOException {
    long count = 32 << 20;
    Path path = folder.resolve("large.pth");
    try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
      file.write(TestTorchFiles.head(TestTorchFiles.vector("0", count), "0"));
      file.write(TestTorchFiles.counted(count, new byte[0]));
      file.seek(file.length() + 4 * (count - 1));
      file.write(TestTorchFiles.floats(2.5f));
    }
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();
    long[] seen = new long[1];
    double[] sum = new double[1];
    try (TorchFile file = TorchFile.open(path)) {
      ((TorchTensor) file.content())
          .forEachChunk(
              1 << 14,
              (values, length) -> {
                seen[0] += length;
                sum[0] += values[length - 1];
              });
    }
    assertThat(seen[0]).isEqualTo(count);
    assertThat(sum[0]).isEqualTo(2.5);
    assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(4 << 20);
  }

  @Test
  void elementsEndWithTheFile() throws IOException {
    TorchFile file = open(TestTorchFiles.vector("0", 1), 1, TestTorchFiles.floats(1));
    TorchTensor tensor = (TorchTensor) file.content();
    assertThat(tensor).hasToString("tensor FLOAT32 [1] of storage '0'");
    file.close();
    assertThatThrownBy(tensor::floats).isInstanceOf(ClosedChannelException.class);
  }

  private TorchFile open(String pickle, long count, byte[] elements) throws IOException {
    return TorchFile.open(
        TestTorchFiles.stream(folder.resolve("one.pth"), pickle, count, elements));
  }
}
