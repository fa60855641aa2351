package io.progan.core.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.progan.core.Tiny;
import io.progan.core.training.state.TrainingState;
import io.progan.dataset.DatasetException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;

/** A snapshot that is damaged is never taken for a good one, and named. */
class SnapshotDamageTest {

  @TempDir Path folder;
  private Path file;
  private byte[] good;
  private final TrainingState state = Saved.state();
  private final TrainingState restored = Saved.empty();

  @BeforeEach
  void write() throws IOException {
    file = folder.resolve("network.npz");
    SnapshotWriter.write(file, state, Saved.info(state));
    good = Files.readAllBytes(file);
  }

  @AfterEach
  void free() {
    state.close();
    restored.close();
  }

  private void read() throws IOException {
    try (SnapshotReader reader = new SnapshotReader(file)) {
      reader.restore(restored);
    }
  }

  private void assertRefused(String... reasons) {
    assertThatThrownBy(this::read)
        .isInstanceOf(SnapshotException.class)
        .hasMessageStartingWith(file + ": ")
        .hasMessageNotContaining("\n")
        .hasMessageContainingAll(reasons);
  }

  @Test
  void anEmptyFile() throws IOException {
    Files.write(file, new byte[0]);
    assertRefused("empty file");
  }

  @Test
  void aFolder() throws IOException {
    Files.delete(file);
    Files.createDirectory(file);
    assertRefused("a folder, not a snapshot");
  }

  @Test
  void aMissingFile() throws IOException {
    Files.delete(file);
    assertThatThrownBy(this::read)
        .isInstanceOf(NoSuchFileException.class)
        .hasMessageContaining(file.toString());
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.0001, 0.01, 0.3, 0.5, 0.9, 0.999})
  void aFileThatWasCutOff(double rest) throws IOException {
    byte[] part = new byte[(int) (good.length * rest) + 1];
    System.arraycopy(good, 0, part, 0, part.length);
    Files.write(file, part);
    assertRefused("damaged or not a snapshot");
  }

  @Test
  void aFileWithoutItsLastByte() throws IOException {
    Files.write(file, Arrays.copyOf(good, good.length - 1));
    assertRefused("damaged or not a snapshot");
  }

  @Test
  void aFlippedBitInAnArray() throws IOException {
    int name = indexOf("D/4x4/Conv/weight.npy");
    good[name + 400] ^= 1;
    Files.write(file, good);
    assertRefused("D/4x4/Conv/weight.npy", "CRC");
  }

  @Test
  void aFlippedBitInTheDescription() throws IOException {
    good[indexOf("\"kimg\"") + 8] ^= 1;
    Files.write(file, good);
    assertRefused("progan.json", "CRC");
  }

  private static String latin(byte[] bytes) {
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }

  private int indexOf(String text) {
    int index = latin(good).indexOf(text);
    assertThat(index).as(text).isNotNegative();
    return index;
  }

  /** Each byte around the headers of a member, of the directory and of the end, twice. */
  @Test
  void anyDamagedByteIsFoundOrHarmless() throws IOException {
    Map<String, float[]> expected = Saved.values(state);
    int directory = indexOf("PK\u0001\u0002");
    int firstArray = latin(good).indexOf("PK\u0003\u0004", 4);
    int[] positions =
        IntStream.of(0, firstArray, directory, good.length - 60)
            .flatMap(begin -> IntStream.range(begin, begin + 60))
            .toArray();
    List<String> unexpected = new ArrayList<>();
    int refused = 0;
    for (int position : positions) {
      for (int flip : new int[] {0x01, 0x80}) {
        byte[] damaged = good.clone();
        damaged[position] ^= (byte) flip;
        Files.write(file, damaged);
        try {
          read();
          if (!Saved.equal(Saved.values(restored), expected)) {
            unexpected.add("byte " + position + ": wrong values");
          }
        } catch (SnapshotException | DatasetException e) {
          refused++;
          assertThat(e).hasMessageStartingWith(file.toString());
        } catch (IOException | RuntimeException e) {
          unexpected.add("byte " + position + " ^ " + flip + ": " + e);
        }
      }
    }
    assertThat(unexpected).isEmpty();
    assertThat(refused).isGreaterThan(200);
  }

  /** Headers, arrays, directory, end: what reading would pass over is found by verifying. */
  @Test
  void anyFlippedBitIsFoundByVerifying() throws IOException {
    List<Integer> passed = new ArrayList<>();
    for (int position = 0; position < good.length; position += position < 60 ? 1 : 197) {
      byte[] damaged = good.clone();
      damaged[position] ^= (byte) (1 << position % 8);
      Files.write(file, damaged);
      try (SnapshotReader reader = new SnapshotReader(file)) {
        reader.verify();
        passed.add(position);
      } catch (SnapshotException | DatasetException e) {
        assertThat(e).hasMessageStartingWith(file.toString());
      }
    }
    assertThat(passed).isEmpty();
  }

  @Test
  void aZipWithoutAChecksumOfTheWholeIsRead() throws IOException {
    byte[] plain = Arrays.copyOf(good, good.length - "crc32c=00000000".length());
    plain[plain.length - 2] = 0; // the length of the comment
    Files.write(file, plain);
    try (SnapshotReader reader = new SnapshotReader(file)) {
      reader.verify();
    }
  }

  @Test
  void somethingElse() throws IOException {
    Files.writeString(file, "not a zip at all, but a text that is long enough to be one");
    assertRefused("damaged or not a snapshot");
  }

  private void zip(String member, String content) throws IOException {
    try (OutputStream out = Files.newOutputStream(file);
        ZipOutputStream zip = new ZipOutputStream(out)) {
      zip.putNextEntry(new ZipEntry(member));
      zip.write(content.getBytes(StandardCharsets.UTF_8));
      zip.closeEntry();
    }
  }

  @Test
  void aZipOfSomethingElse() throws IOException {
    zip("readme.txt", "hello");
    assertRefused("not a snapshot", "progan.json");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "17",
        "[]",
        "{}",
        "{\"format\": " + SnapshotInfo.FORMAT + "}",
        "{\"format\": \"x\"}",
        "{\"for"
      })
  void aDescriptionThatIsNone(String json) throws IOException {
    zip("progan.json", json);
    assertRefused(
        json.contains(": " + SnapshotInfo.FORMAT) || json.equals("{\"for")
            ? "is damaged"
            : "format 0");
  }

  @Test
  void aZipWithoutArrays() throws IOException {
    String json = new String(good, StandardCharsets.UTF_8);
    int begin = json.indexOf("{\"format\"");
    zip("progan.json", json.substring(begin, json.indexOf("PK\u0003\u0004", begin)));
    assertRefused("not a snapshot", "G/4x4/Dense/weight.npy");
  }

  @Test
  void aFormatOfAnotherVersion() throws IOException {
    String json = new String(good, StandardCharsets.UTF_8);
    int begin = json.indexOf("{\"format\"");
    int end = json.indexOf("PK\u0003\u0004", begin);
    zip(
        "progan.json",
        json.substring(begin, end).replace("\"format\":" + SnapshotInfo.FORMAT, "\"format\":7"));
    assertRefused("format 7", "reads " + SnapshotInfo.FORMAT);
  }

  @Test
  void networksOfAnotherShape() {
    Map<String, Object> wider = Map.of("fmapBase", 32, "fmapMax", 6);
    try (TrainingState other =
            new TrainingState(
                Tiny.config(Map.of("discriminator", wider)), Tiny.SHAPE, DataType.FLOAT);
        SnapshotReader reader = new SnapshotReader(file)) {
      assertThatThrownBy(() -> reader.restore(other))
          .isInstanceOf(SnapshotException.class)
          .hasMessage("%s: D/FromRGB_lod0/weight.npy is [1, 1, 3, 8], expected [1, 1, 3, 6]", file);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
