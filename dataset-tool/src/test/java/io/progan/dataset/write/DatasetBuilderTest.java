package io.progan.dataset.write;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.progan.dataset.DatasetException;
import io.progan.dataset.RawImage;
import io.progan.dataset.numpy.RandomState;
import io.progan.dataset.source.ImageSource;
import io.progan.dataset.tfrecord.DatasetFile;
import io.progan.dataset.tfrecord.DatasetInfo;
import io.progan.dataset.tfrecord.DatasetOrigin;
import io.progan.dataset.tfrecord.TfRecordDataset;
import io.progan.dataset.tfrecord.TfRecordReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatasetBuilderTest {
  private static final int COUNT = 30;

  @TempDir Path parent;

  /** Flat images whose brightness is their number; those from {@code broken} on cannot be read. */
  private record Flat(int broken) implements ImageSource {
    @Override
    public String description() {
      return "flat images";
    }

    @Override
    public int count() {
      return COUNT;
    }

    @Override
    public RawImage image(int index) throws IOException {
      if (index >= broken) {
        throw new DatasetException("image " + index + " is broken");
      }
      byte[] data = new byte[64];
      Arrays.fill(data, (byte) index);
      return new RawImage(1, 8, 8, data);
    }

    @Override
    public int labelSize() {
      return 2;
    }

    @Override
    public float[] label(int index) {
      return index < 10 ? new float[] {1, 0} : new float[] {0, 1};
    }

    @Override
    public List<String> classNames() {
      return List.of("dark", "bright");
    }
  }

  @Test
  void datasetIsReadBackInShuffledOrder() throws IOException {
    Path folder = parent.resolve("deep/flat");
    DatasetInfo info = builder(new Flat(COUNT), BuildListener.NONE).build(folder);
    assertThat(info.withFiles(List.of()))
        .isEqualTo(
            new DatasetInfo(
                "flat",
                "flat images",
                30,
                8,
                1,
                2,
                List.of("dark", "bright"),
                List.of(10L, 20L),
                DatasetOrigin.UNKNOWN,
                List.of()));
    assertThat(info.files()).hasSize(3);
    for (DatasetFile file : info.files()) {
      assertThat(DatasetFile.of(folder.resolve(file.name()))).isEqualTo(file);
    }
    TfRecordDataset dataset = TfRecordDataset.open(folder);
    assertThat(dataset.info()).contains(info);
    int[] order = new RandomState(123).permutation(COUNT);
    try (TfRecordReader reader = dataset.shard(2).open()) {
      for (int i = 0; i < COUNT; i++) {
        assertThat(reader.next().data()).containsOnly(order[i]);
        assertThat(dataset.labels().row(i)[0]).isEqualTo(order[i] < 10 ? 1 : 0);
      }
      assertThat(reader.next()).isNull();
    }
    assertOnlyEntry(folder.getParent(), "flat");
  }

  @Test
  void numberOfThreadsChangesNothing() throws IOException {
    for (int threads : new int[] {1, 5}) {
      BuildOptions options = BuildOptions.standard().withThreads(threads);
      Path folder = parent.resolve(threads + "/flat");
      new DatasetBuilder(new Flat(COUNT), options, BuildListener.NONE).build(folder);
    }
    try (Stream<Path> files = Files.list(parent.resolve("1/flat"))) {
      assertThat(files.toList())
          .hasSize(4)
          .allSatisfy(
              f ->
                  assertThat(parent.resolve("5/flat").resolve(f.getFileName()))
                      .hasSameBinaryContentAs(f));
    }
  }

  @Test
  void brokenImageLeavesNothing() throws IOException {
    Path folder = parent.resolve("flat");
    assertThatThrownBy(() -> builder(new Flat(20), BuildListener.NONE).build(folder))
        .isInstanceOf(DatasetException.class)
        .hasMessageMatching("image \\d+ is broken");
    assertThat(parent).isEmptyDirectory();
  }

  @Test
  void brokenImagesAreLeftOutWhenAsked() throws IOException {
    List<String> skipped = new ArrayList<>();
    BuildListener listener =
        new BuildListener() {
          @Override
          public void progress(int done, int total) {}

          @Override
          public void skipped(int index, DatasetException reason) {
            skipped.add(index + ": " + reason.getMessage());
          }
        };
    BuildOptions options = BuildOptions.standard().withSkipBad(true);
    Path folder = parent.resolve("flat");
    DatasetInfo info = new DatasetBuilder(new Flat(20), options, listener).build(folder);
    assertThat(info.count()).isEqualTo(20);
    assertThat(info.histogram()).containsExactly(10L, 10L);
    assertThat(skipped).hasSize(10).contains("25: image 25 is broken");
    assertThat(info.origin().skipped()).isEqualTo(10);
    assertThat(Files.readAllLines(folder.resolve("skipped.txt")))
        .hasSize(10)
        .contains("image 25 is broken")
        .isSorted();
  }

  @Test
  void noMoreImagesThanAllowedAreInMemory() throws IOException {
    AtomicInteger made = new AtomicInteger();
    ImageSource counting =
        new ImageSource() {
          @Override
          public String description() {
            return "counted images";
          }

          @Override
          public int count() {
            return COUNT;
          }

          @Override
          public RawImage image(int index) {
            made.incrementAndGet();
            return new RawImage(1, 8, 8, new byte[64]);
          }
        };
    BuildListener watching =
        new BuildListener() {
          @Override
          public void progress(int done, int total) {
            assertThat(made.get() - done).isLessThanOrEqualTo(3);
          }
        };
    BuildOptions options = BuildOptions.standard().withThreads(8).withMostAhead(3);
    new DatasetBuilder(counting, options, watching).build(parent.resolve("flat"));
    assertThat(made).hasValue(COUNT);
  }

  @Test
  void aFailureToWriteIsNoFaultOfTheInput() throws IOException {
    EncodedImage large = EncodedImage.of(new RawImage(3, 512, 512, new byte[3 * 512 * 512]));
    try (TfRecordDatasetWriter writer = new TfRecordDatasetWriter(parent.resolve("flat"), false)) {
      Thread.currentThread().interrupt(); // closes the channel that is written to
      assertThatThrownBy(() -> writer.add(large))
          .isNotInstanceOf(DatasetException.class)
          .isInstanceOf(IOException.class)
          .hasMessageContaining("flat: cannot be written (")
          .hasMessageEndingWith("; nothing is left of it");
    } finally {
      Thread.interrupted();
    }
    assertThat(parent).isEmptyDirectory();
  }

  @Test
  void linksAreNotReplaced() throws IOException {
    Path real = Files.createDirectory(parent.resolve("real"));
    Path link = Files.createSymbolicLink(parent.resolve("link"), real);
    assertRefused(link, true, "link: is a symbolic link");
    Files.delete(real);
    assertRefused(link, true, "link: is a symbolic link");
  }

  @Test
  void noMoreImagesThanAskedForAreWritten() throws IOException {
    BuildOptions options = BuildOptions.standard().withShuffle(false).withMostImages(7);
    DatasetInfo info =
        new DatasetBuilder(new Flat(8), options, BuildListener.NONE).build(parent.resolve("flat"));
    assertThat(info.count()).isEqualTo(7);
  }

  @Test
  void cancellingLeavesNothing() throws IOException {
    BuildListener stopAfterSeven =
        new BuildListener() {
          private int seen;

          @Override
          public void progress(int done, int total) {
            assertThat(done).isEqualTo(seen);
            assertThat(total).isEqualTo(COUNT);
            seen++;
          }

          @Override
          public boolean cancelled() {
            return seen > 7;
          }
        };
    assertThatThrownBy(() -> builder(new Flat(COUNT), stopAfterSeven).build(parent.resolve("flat")))
        .isInstanceOf(CancellationException.class)
        .hasMessage("stopped after 7 of 30");
    assertThat(parent).isEmptyDirectory();
  }

  @Test
  void existingDatasetIsReplacedOnlyWhenAsked() throws IOException {
    Path folder = parent.resolve("flat");
    builder(new Flat(COUNT), BuildListener.NONE).build(folder);
    byte[] before = Files.readAllBytes(folder.resolve("flat-r02.tfrecords"));
    assertRefused(folder, false, "flat: already holds a dataset");

    BuildOptions replace = BuildOptions.standard().withReplace(true).withShuffle(false);
    new DatasetBuilder(new Flat(COUNT), replace, BuildListener.NONE).build(folder);
    assertThat(Files.readAllBytes(folder.resolve("flat-r02.tfrecords"))).isNotEqualTo(before);
    assertOnlyEntry(parent, "flat");

    Files.writeString(folder.resolve("notes.txt"), "mine");
    assertRefused(folder, true, "notes.txt: does not belong to the dataset");
    assertThat(folder.resolve("notes.txt")).exists();
  }

  @Test
  void targetThatIsNoDatasetIsRefused() throws IOException {
    Path file = Files.writeString(parent.resolve("file"), "mine");
    assertRefused(file, true, "file: exists and is no dataset");
    Path folder = Files.createDirectory(parent.resolve("folder"));
    Files.writeString(folder.resolve("x"), "mine");
    assertRefused(folder, true, "folder: exists and is no dataset");
    assertRefused(file.resolve("below"), false, "below: folder cannot be made here");
  }

  @Test
  void emptyFolderIsUsed() throws IOException {
    Path folder = Files.createDirectory(parent.resolve("flat"));
    builder(new Flat(COUNT), BuildListener.NONE).build(folder);
    assertThat(TfRecordDataset.open(folder).numImages()).isEqualTo(COUNT);
    assertOnlyEntry(parent, "flat");
  }

  @Test
  void leftOversOfDeadProcessesAreCleared() throws IOException {
    Path dead = Files.createDirectory(parent.resolve(".flat.partial-99999999"));
    Files.writeString(dead.resolve("x"), "left");
    Files.createFile(parent.resolve(".flat.partial-99999999.lock"));
    Path other = Files.createDirectory(parent.resolve(".other.partial-99999999"));
    try (TfRecordDatasetWriter living = new TfRecordDatasetWriter(parent.resolve("flat"), false)) {
      assertThat(dead).doesNotExist();
      living.add(EncodedImage.of(new Flat(COUNT).image(0)));
      builder(new Flat(COUNT), BuildListener.NONE).build(parent.resolve("flat"));
      try (Stream<Path> files = Files.list(parent)) {
        assertThat(files).hasSize(4); // the dataset, the other, and the living one with its lock
      }
    }
    assertThat(other).exists();
    Files.delete(other);
    assertOnlyEntry(parent, "flat");
  }

  @Test
  void aDatasetThatWasBeingReplacedComesBack() throws IOException {
    Path folder = parent.resolve("flat");
    builder(new Flat(COUNT), BuildListener.NONE).build(folder);
    Path old = Files.move(folder, parent.resolve(".flat.partial-1a.old"));
    Files.createDirectory(parent.resolve(".flat.partial-1a"));
    assertThat(Leftovers.clear(folder)).isTrue();
    assertThat(TfRecordDataset.open(folder).numImages()).isEqualTo(COUNT);
    assertOnlyEntry(parent, "flat");

    Files.createDirectory(old);
    assertThat(Leftovers.clear(folder)).isFalse();
    assertOnlyEntry(parent, "flat");
  }

  private static DatasetBuilder builder(ImageSource source, BuildListener listener) {
    return new DatasetBuilder(source, BuildOptions.standard(), listener);
  }

  private static void assertRefused(Path folder, boolean replace, String message) {
    BuildOptions options = BuildOptions.standard().withReplace(replace);
    assertThatThrownBy(
            () -> new DatasetBuilder(new Flat(COUNT), options, BuildListener.NONE).build(folder))
        .isInstanceOf(DatasetException.class)
        .hasMessageContaining(message);
  }

  private static void assertOnlyEntry(Path folder, String name) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files.map(f -> f.getFileName().toString())).containsExactly(name);
    }
  }
}
