package io.progan.dataset.torch;

import static io.progan.dataset.torch.TestTorchFiles.dict;
import static io.progan.dataset.torch.TestTorchFiles.floats;
import static io.progan.dataset.torch.TestTorchFiles.latin1;
import static io.progan.dataset.torch.TestTorchFiles.storage;
import static io.progan.dataset.torch.TestTorchFiles.tensor;
import static io.progan.dataset.torch.TestTorchFiles.vector;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.progan.dataset.DatasetException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that are refused: by one line that names the file and what is wrong, running nothing. */
class TorchRefusalTest {
  private static final String FLOATS = storage("FloatStorage", "0", 2);
  private static final long HUGE = 1L << 62;

  @TempDir Path folder;

  static Stream<Arguments> objects() {
    String attributes = vector("0", 2).replaceAll("tR$", "(dS'neg'\nI01\nstR");
    return Stream.of(
        arguments("cos\nsystem\n(S'touch x'\ntR", "byte 47: pickle names 'os.system', which is"),
        arguments("c__builtin__\neval\n(S'1'\ntR", "pickle names '__builtin__.eval'"),
        arguments("ctorch\nload\n(S'x'\ntR", "pickle names 'torch.load'"),
        arguments("ctorch.nn\nLinear\n(tR", "pickle names 'torch.nn.Linear'"),
        arguments("ctorch._utils\n_rebuild_qtensor\n(tR", "names 'torch._utils._rebuild_qtensor'"),
        arguments(storage("ComplexFloatStorage", "0", 2), "names 'torch.ComplexFloatStorage'"),
        arguments("ctorch\nFloatStorage\n(tR", "pickle calls 'torch.FloatStorage'"),
        arguments("(S'module'\nctorch\nFloatStorage\nS'a.py'\nS'x'\ntQ", "the source of a class"),
        arguments(FLOATS.replace("tQ", "(S'1'\nI0\nI1\nttQ"), "is a view of another"),
        arguments(FLOATS, "pickle holds a class or a type as a value"),
        arguments(storage("FloatStorage", "0", -1), "storage '0' of -1 elements is none"),
        arguments(storage("FloatStorage", "0", HUGE), "of 4611686018427387904 elements is none"),
        arguments(
            "(l" + vector("0", 2) + "a" + vector("0", 3) + "a",
            "storage '0' has 2 elements of FLOAT32 in one place and 3 of FLOAT32 in another"),
        arguments(
            "(l" + vector("0", 2) + "a" + tensor(storage("IntStorage", "0", 2), 0, "2", "1") + "a",
            "storage '0' has 2 elements of FLOAT32 in one place and 2 of INT32 in another"),
        arguments(
            tensor(FLOATS, 1, "2", "1"), "offset 1 reaches element 2 of storage '0', which has 2"),
        arguments(tensor(FLOATS, 0, "2 2", "1"), "strides [1] and offset 0 is none"),
        arguments(tensor(FLOATS, 0, "-2", "1"), "shape [-2], strides [1] and offset 0 is none"),
        arguments(tensor(FLOATS, 0, "2", "-1"), "strides [-1] and offset 0 is none"),
        arguments(tensor(FLOATS, -1, "2", "1"), "offset -1 is none"),
        arguments(
            tensor(FLOATS, 0, HUGE + " 4", "0 0"), "strides [0, 0] and offset 0 is too large"),
        arguments(tensor(FLOATS, 1, "3", "" + HUGE), "and offset 1 is too large"),
        arguments(tensor(FLOATS, 0, "1000000000", "0"), "repeats the 2 elements of storage '0'"),
        arguments(tensor("I5\n", 0, "2", "1"), "not a pickle, or a damaged one"),
        arguments(tensor(FLOATS, 0, "99999999999999999999", "1"), "or a damaged one"),
        arguments(attributes, "pickled tensor has attributes that are not known"),
        arguments("ctorch._utils\n_rebuild_parameter\n(I1\nI01\nNtR", "not made of a tensor"),
        arguments(dict() + "(dS'hook'\nI1\nsb", "pickle sets the state of a plain value"),
        arguments(
            dict("w", vector("0", 2), "a", "(lp1\ng1\na"),
            "nested more than 100 deep, or contain themselves"),
        arguments(
            "(l" + vector("0", 2) + "a" + "(l".repeat(200) + "a".repeat(200),
            "nested more than 100 deep"),
        arguments("X\u00ff\u00ff\u00ff\u007f", "are claimed and"));
  }

  @ParameterizedTest
  @MethodSource("objects")
  void objectsOfTheStream(String object, String message) throws IOException {
    assertRefused(TestTorchFiles.stream(path(), object, 2, floats(1, 2)), message);
  }

  @ParameterizedTest
  @MethodSource("objects")
  void objectsOfTheZip(String object, String message) throws IOException {
    Map<String, byte[]> storages = Map.of("net/data/0", floats(1, 2));
    Path path = TestTorchFiles.zip(path(), object, storages);
    assertRefused(path, message.replaceFirst("^byte \\d+", "net/data.pkl: byte 0"));
  }

  @Test
  void everyCutOfTheStream() throws IOException {
    Path path = TestTorchFiles.stream(path(), dict("w", vector("0", 2)), 2, floats(1, 2));
    assertEveryCutIsRefused(path);
  }

  @Test
  void everyCutOfTheZip() throws IOException {
    Path path = TestTorchFiles.zip(path(), vector("0", 2), Map.of("net/data/0", floats(1, 2)));
    assertEveryCutIsRefused(path);
  }

  private void assertEveryCutIsRefused(Path path) throws IOException {
    byte[] whole = Files.readAllBytes(path);
    for (int length = 0; length < whole.length; length++) {
      assertRefused(Files.write(path, Arrays.copyOf(whole, length)), "");
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void damagedBytesEndInAFileOrANamedError(boolean zip) throws IOException {
    String object = dict("w", tensor(FLOATS, 0, "2", "1"), "lr", "F0.5\n");
    byte[] good =
        Files.readAllBytes(
            zip
                ? TestTorchFiles.zip(path(), object, Map.of("net/data/0", floats(1, 2)))
                : TestTorchFiles.stream(path(), object, 2, floats(1, 2)));
    int refused = 0;
    for (int at = 0; at < good.length; at++) {
      byte[] damaged = good.clone();
      damaged[at] ^= (byte) (1 << at % 8);
      try (TorchFile file = TorchFile.open(Files.write(path(), damaged))) {
        for (TorchTensor tensor : file.stateDict().values()) {
          assertThat(tensor.floats()).hasSizeLessThanOrEqualTo(2);
        }
      } catch (DatasetException e) {
        assertThat(e).hasMessageStartingWith(path() + ": ").message().hasLineCount(1);
        refused++;
      }
    }
    assertThat(refused).isGreaterThan(good.length / 4);
  }

  @Test
  void otherFiles() throws IOException {
    assertStreamRefused("", "no file of torch.save, but empty");
    assertStreamRefused("<html>not found</html>", "but a web page");
    assertStreamRefused("some text, longer than the magic", "neither a zip nor with its magic");
    String other = TestTorchFiles.MAGIC.replace('l', 'm');
    assertStreamRefused(other + " ".repeat(30), "neither a zip nor with its magic number");
    assertStreamRefused(TestTorchFiles.MAGIC + "I1002\n." + " ".repeat(30), "version 1002 of");
    assertStreamRefused(
        TestTorchFiles.MAGIC + TestTorchFiles.VERSION + "(dS'little_endian'\nI00\ns.",
        "is big-endian, which is not read");
  }

  private void assertStreamRefused(String content, String message) throws IOException {
    assertRefused(Files.write(path(), latin1(content)), message);
  }

  @Test
  void storagesOfTheStream() throws IOException {
    String object = vector("0", 2);
    byte[] two = TestTorchFiles.counted(2, floats(1, 2));
    assertStorages(object, new String[] {"1"}, two, "lists storage '1', which no tensor has");
    assertStorages(object, new String[] {}, new byte[0], "does not hold storage '0', which a");
    assertStorages(object, new String[] {"0", "0"}, two, "'0', which it has listed before");
    assertStorages(
        object, new String[] {"0"}, Arrays.copyOf(two, 15), "goes beyond the file's end");
    assertStorages(object, new String[] {"0"}, Arrays.copyOf(two, 7), "file ends before it");
    assertStorages(object, new String[] {"0"}, Arrays.copyOf(two, 17), "goes on at byte ");
    byte[] three = TestTorchFiles.counted(3, floats(1, 2, 3));
    assertStorages(object, new String[] {"0"}, three, "has 3 elements at byte ");
    long billions = 1L << 40;
    assertStorages(
        vector("0", billions),
        new String[] {"0"},
        TestTorchFiles.counted(billions, floats(1)),
        "storage of 4398046511104 bytes at byte ");
  }

  private void assertStorages(String object, String[] keys, byte[] behind, String message)
      throws IOException {
    try (OutputStream out = Files.newOutputStream(path())) {
      out.write(TestTorchFiles.head(object, keys));
      out.write(behind);
    }
    assertRefused(path(), message);
  }

  @Test
  void entriesOfTheZip() throws IOException {
    String object = vector("0", 2);
    assertZip(Map.of("net/data/1", floats(1, 2)), "net/data/0: is 0 times in the zip");
    assertZip(Map.of("net/data/0", floats(1)), "net/data/0: has 4 bytes, but its tensors are of 8");
    assertZip(
        Map.of("net/data/0", floats(1, 2), "net/byteorder", latin1("big")),
        "net/byteorder: has byte order 'big', only 'little' is read");
    assertZip(Map.of("other/data.pkl", latin1("N.")), "is a zip with 2 entries data.pkl");
    try (OutputStream out = Files.newOutputStream(path());
        ZipOutputStream zip = new ZipOutputStream(out)) {
      TestTorchFiles.store(zip, "net/data.pkl", latin1(object + "."));
      zip.putNextEntry(new ZipEntry("net/data/0"));
      zip.write(floats(1, 2));
    }
    assertRefused(path(), "net/data/0: is compressed or encrypted; unpack the zip and pack it");
    try (OutputStream out = Files.newOutputStream(path());
        ZipOutputStream zip = new ZipOutputStream(out)) {
      TestTorchFiles.store(zip, "a.png", new byte[9]);
    }
    assertRefused(path(), "is a zip with 0 entries data.pkl");
  }

  private void assertZip(Map<String, byte[]> entries, String message) throws IOException {
    assertRefused(TestTorchFiles.zip(path(), vector("0", 2), entries), message);
  }

  @Test
  void aDamagedZip() throws IOException {
    Path path = TestTorchFiles.zip(path(), vector("0", 1), Map.of("net/data/0", floats(0x1.abp3f)));
    byte[] whole = Files.readAllBytes(path);
    String text = new String(whole, StandardCharsets.ISO_8859_1);
    int at = text.indexOf("net/data/0") + "net/data/0".length();
    whole[at + 1] ^= 0x10;
    Files.write(path, whole);
    try (TorchFile file = TorchFile.open(path)) {
      assertThatThrownBy(file::verifyChecksums)
          .isInstanceOf(DatasetException.class)
          .hasMessageContaining("bad.pth: net/data/0: does not have the zip's checksum");
    }
  }

  private void assertRefused(Path path, String message) {
    assertThatThrownBy(() -> TorchFile.open(path).close())
        .isInstanceOf(DatasetException.class)
        .hasMessageStartingWith(path + ": ")
        .hasMessageContaining(message)
        .message()
        .hasLineCount(1);
    assertThat(folder).isDirectoryNotContaining(file -> !file.equals(path));
  }

  private Path path() {
    return folder.resolve("bad.pth");
  }
}
