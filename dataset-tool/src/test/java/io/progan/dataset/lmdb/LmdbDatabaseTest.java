package io.progan.dataset.lmdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.progan.dataset.DatasetException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The database was written by LMDB 0.9 through Python, see {@code make.py} beside it. */
class LmdbDatabaseTest {
  private static final Path DEEP = Path.of("src/test/resources/lmdb/deep");
  private static final int PAGE = 4096;

  @TempDir Path folder;

  @Test
  void entriesComeInTheOrderOfTheirKeys() throws IOException {
    try (LmdbDatabase database = LmdbDatabase.open(DEEP)) {
      assertThat(database.count()).isEqualTo(450);
      int index = 0;
      for (int i = 0; i < 500; i++) {
        if (i % 10 != 0) {
          assertThat(database.key(index)).isEqualTo("%08d".formatted(i) + "k".repeat(90));
          assertThat(database.value(index)).isEqualTo(value(i));
          index++;
        }
      }
    }
  }

  private static byte[] value(int i) {
    byte[] value = new byte[i % 100 == 7 ? 5000 + i : (i * 37) % 260];
    for (int j = 0; j < value.length; j++) {
      value[j] = (byte) (i * 7 + j);
    }
    return value;
  }

  @Test
  void whatIsNoDatabaseIsNamed() throws IOException {
    assertFault(folder.resolve("none"), "none: no such folder");
    assertFault(folder, "has no file data.mdb");
    assertFault(
        write("a text\n".getBytes(StandardCharsets.UTF_8)),
        "data.mdb: not an LMDB database, or truncated");
    assertFault(write(new byte[3 * PAGE]), "data.mdb: byte 16: not an LMDB database");
  }

  @Test
  void truncatedFileSaysHowMuchIsMissing() throws IOException {
    byte[] whole = whole();
    assertFault(write(Arrays.copyOf(whole, whole.length - PAGE)), "truncated: has ");
    assertFault(write(Arrays.copyOf(whole, 100)), "or truncated: has only 100 bytes");
  }

  @Test
  void circleOfPagesIsFound() throws IOException {
    byte[] bytes = whole();
    for (int page = 2; page < bytes.length / PAGE; page++) {
      if (bytes[page * PAGE + 10] == 1) { // a branch whose first node shall lead to itself
        int node =
            page * PAGE + ((bytes[page * PAGE + 16] & 0xff) | (bytes[page * PAGE + 17] << 8));
        bytes[node] = (byte) page;
        bytes[node + 1] = (byte) (page >> 8);
      }
    }
    assertFault(write(bytes), "damaged: pages refer to each other in a circle");
  }

  /** Any single wrong bit is either harmless, or is named; nothing else may happen. */
  @Test
  void damageEndsInAMessage() throws IOException {
    byte[] whole = whole();
    Random random = new Random(1);
    int faults = 0;
    for (int i = 0; i < 200; i++) {
      byte[] damaged = whole.clone();
      int inPage = i % 2 == 0 ? random.nextInt(160) : random.nextInt(PAGE);
      int at = random.nextInt(whole.length / PAGE) * PAGE + inPage;
      damaged[at] ^= (byte) (1 << random.nextInt(8));
      faults += readAll(write(damaged)) ? 0 : 1;
    }
    assertThat(faults).isBetween(10, 190);
  }

  private static boolean readAll(Path path) throws IOException {
    try (LmdbDatabase database = LmdbDatabase.open(path)) {
      for (int i = 0; i < database.count(); i++) {
        database.key(i);
        database.value(i);
      }
      return true;
    } catch (DatasetException e) {
      assertThat(e).hasMessageContaining("data.mdb: ");
      return false;
    }
  }

  private static byte[] whole() throws IOException {
    return Files.readAllBytes(DEEP.resolve("data.mdb"));
  }

  private Path write(byte... bytes) throws IOException {
    Files.write(folder.resolve("data.mdb"), bytes);
    return folder;
  }

  private static void assertFault(Path path, String message) {
    assertThatThrownBy(() -> LmdbDatabase.open(path).close())
        .isInstanceOf(DatasetException.class)
        .hasMessageContaining(message);
  }
}
