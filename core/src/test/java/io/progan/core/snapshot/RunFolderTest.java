package io.progan.core.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How runs are numbered and what their files are called. */
class RunFolderTest {

  @TempDir Path results;

  private String create() throws IOException {
    return RunFolder.create(results, "pgan").path().getFileName().toString();
  }

  @Test
  void theFirstRunIsNumberZero() throws IOException {
    Path missing = results.resolve("not/yet/there");
    RunFolder folder = RunFolder.create(missing, "pgan");
    assertThat(folder.path()).isEqualTo(missing.resolve("000-pgan")).isEmptyDirectory();
  }

  @Test
  void gapsAreNotFilled() throws IOException {
    Files.createDirectory(results.resolve("002-pgan"));
    Files.createDirectory(results.resolve("007-other"));
    assertThat(create()).isEqualTo("008-pgan");
    assertThat(create()).isEqualTo("009-pgan");
  }

  @Test
  void numbersGrowBeyondThreeDigits() throws IOException {
    Files.createDirectory(results.resolve("999-pgan"));
    assertThat(create()).isEqualTo("1000-pgan");
    assertThat(create()).isEqualTo("1001-pgan");
  }

  @Test
  void otherFilesDoNotCount() throws IOException {
    for (String name : new String[] {"notes.txt", "100", "x200-pgan", "-5-pgan", "a-300"}) {
      Files.createFile(results.resolve(name));
    }
    assertThat(create()).isEqualTo("000-pgan");
  }

  @Test
  void aNumberThatIsNoneOfOursDoesNotCount() throws IOException {
    Files.createDirectory(results.resolve("20260101120000123456789-backup"));
    assertThat(create()).isEqualTo("000-pgan");
  }

  @Test
  void runsThatStartAtOnceGetFoldersOfTheirOwn() throws Exception {
    int runs = 24;
    ExecutorService pool = Executors.newFixedThreadPool(8);
    try {
      List<Future<String>> names = new ArrayList<>();
      for (int i = 0; i < runs; i++) {
        names.add(pool.submit(this::create));
      }
      Set<String> distinct = new HashSet<>();
      for (Future<String> name : names) {
        distinct.add(name.get());
      }
      assertThat(distinct).hasSize(runs);
    } finally {
      pool.shutdownNow();
    }
  }

  @Test
  void filesAreNamedByThousandsOfImages() {
    RunFolder folder = new RunFolder(results);
    assertThat(folder.fakes(0)).isEqualTo(results.resolve("fakes000000.png"));
    assertThat(folder.fakes(1_234_999)).isEqualTo(results.resolve("fakes001234.png"));
    assertThat(folder.snapshot(160_000)).isEqualTo(results.resolve("network-snapshot-000160.npz"));
  }
}
