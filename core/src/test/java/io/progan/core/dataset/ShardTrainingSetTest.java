package io.progan.core.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.progan.core.Tiny;
import io.progan.dataset.numpy.RandomState;
import io.progan.dataset.tfrecord.TfRecordDataset;
import io.progan.dataset.tfrecord.TfRecordShard;
import io.progan.presets.config.ConfigJson;
import io.progan.presets.config.DatasetConfig;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Minibatches of a dataset folder. */
@Timeout(60)
class ShardTrainingSetTest {

  @TempDir Path folder;
  private TfRecordDataset dataset;

  @BeforeEach
  void build() throws IOException {
    dataset = Tiny.dataset(folder.resolve("colours"));
  }

  private ShardTrainingSet open(Map<String, ?> changes) {
    DatasetConfig config = ConfigJson.with(DatasetConfig.defaults(), changes);
    return new ShardTrainingSet(dataset, config, new RandomState(5));
  }

  /** The numbers of a minibatch's images, each of which must be whole and of one colour. */
  private static List<Integer> images(RealBatch batch, int resolutionLog2) {
    int length = 3 << (2 * resolutionLog2);
    List<Integer> images = new ArrayList<>();
    for (int start = 0; start < batch.pixels().length; start += length) {
      for (int i = 0; i < length; i++) {
        assertThat(batch.pixels()[start + i]).isEqualTo(batch.pixels()[start]);
      }
      images.add((batch.pixels()[start] & 0xff) / 20);
    }
    return images;
  }

  @ParameterizedTest(name = "2^{0} pixels")
  @ValueSource(ints = {2, 3})
  void imagesComeWithTheirLabelsEachOnceAnEpoch(int resolutionLog2) throws IOException {
    try (ShardTrainingSet set = open(Map.of("maxLabelSize", "full"))) {
      assertThat(set.shape()).isEqualTo(Tiny.SHAPE);
      List<Integer> seen = new ArrayList<>();
      for (int i = 0; i < 6; i++) {
        RealBatch batch = set.next(resolutionLog2, 4);
        assertThat(batch.labels()).hasSize(4 * Tiny.CLASSES);
        List<Integer> images = images(batch, resolutionLog2);
        for (int j = 0; j < 4; j++) {
          for (int k = 0; k < Tiny.CLASSES; k++) {
            assertThat(batch.labels()[j * Tiny.CLASSES + k])
                .isEqualTo(images.get(j) % Tiny.CLASSES == k ? 1 : 0);
          }
        }
        seen.addAll(images);
      }
      assertThat(seen.subList(0, 12)).doesNotHaveDuplicates();
      assertThat(seen.subList(12, 24)).doesNotHaveDuplicates();
      assertThat(seen.subList(12, 24)).isNotEqualTo(seen.subList(0, 12));
    }
  }

  @Test
  void withoutShufflingImagesComeInTheirOrder() throws IOException {
    try (ShardTrainingSet set = open(Map.of("shuffleMb", 0))) {
      assertThat(images(set.next(3, 5), 3)).containsExactly(0, 1, 2, 3, 4);
      assertThat(images(set.next(3, 5), 3)).containsExactly(5, 6, 7, 8, 9);
      assertThat(images(set.next(3, 5), 3)).containsExactly(10, 11, 0, 1, 2);
    }
  }

  @Test
  void anotherMinibatchGoesOnInTheSameOrder() throws IOException {
    List<Integer> steady = new ArrayList<>();
    List<Integer> changing = new ArrayList<>();
    try (ShardTrainingSet set = open(Map.of())) {
      for (int i = 0; i < 8; i++) {
        steady.addAll(images(set.next(3, 3), 3));
      }
    }
    try (ShardTrainingSet set = open(Map.of())) {
      for (int minibatch : new int[] {3, 5, 1, 1, 8, 3, 3}) {
        changing.addAll(images(set.next(3, minibatch), 3));
      }
    }
    assertThat(changing).isEqualTo(steady);
  }

  @Test
  void readingAheadDoesNotChangeTheOrder() throws IOException {
    List<Integer> ahead = new ArrayList<>();
    List<Integer> notAhead = new ArrayList<>();
    try (ShardTrainingSet first = open(Map.of());
        ShardTrainingSet second = open(Map.of("prefetchMb", 0))) {
      for (int i = 0; i < 5; i++) {
        int resolutionLog2 = i < 2 ? 2 : 3;
        ahead.addAll(images(first.next(resolutionLog2, 4), resolutionLog2));
        notAhead.addAll(images(second.next(resolutionLog2, 4), resolutionLog2));
      }
    }
    assertThat(notAhead).isEqualTo(ahead);
  }

  @Test
  void onlyTheWantedComponentsOfLabelsAreUsed() throws IOException {
    try (ShardTrainingSet set = open(Map.of("maxLabelSize", 1))) {
      assertThat(set.shape().labelSize()).isEqualTo(1);
      RealBatch batch = set.next(3, 12);
      List<Integer> images = images(batch, 3);
      for (int i = 0; i < 12; i++) {
        assertThat(batch.labels()[i]).isEqualTo(images.get(i) % Tiny.CLASSES == 0 ? 1 : 0);
      }
    }
    try (ShardTrainingSet set = open(Map.of())) {
      assertThat(set.next(3, 2).labels()).isEmpty();
      assertThat(set.randomLabels(new RandomState(1), 5)).isEmpty();
    }
  }

  @Test
  void aDamagedRecordIsNamed() throws IOException {
    TfRecordShard shard = dataset.shard(3);
    try (RandomAccessFile file = new RandomAccessFile(shard.file().toFile(), "rw")) {
      file.seek(7 * shard.recordBytes() + shard.recordBytes() / 2);
      file.write(0xff);
    }
    try (ShardTrainingSet set = open(Map.of("shuffleMb", 0))) {
      assertThat(images(set.next(3, 4), 3)).containsExactly(0, 1, 2, 3);
      assertThatThrownBy(() -> set.next(3, 4))
          .isInstanceOf(IOException.class)
          .hasMessageContaining(shard.file().toString())
          .hasMessageContaining("record 7");
    }
  }

  @Test
  void aFileThatWasCutOffIsNamed() throws IOException {
    TfRecordShard shard = dataset.shard(3);
    try (RandomAccessFile file = new RandomAccessFile(shard.file().toFile(), "rw")) {
      file.setLength(5 * shard.recordBytes());
    }
    try (ShardTrainingSet set = open(Map.of("shuffleMb", 0))) {
      assertThatThrownBy(() -> set.next(3, 6))
          .isInstanceOf(IOException.class)
          .hasMessageContaining(shard.file().toString())
          .hasMessageContaining("record 5");
    }
  }

  @Test
  void failuresOfAnyKindReachTheReader() throws IOException {
    TfRecordShard shard = dataset.shard(3);
    TfRecordShard wrong = new TfRecordShard(shard.file(), 14, 3, shard.recordBytes(), 12);
    ImageOrder order = new WindowOrder(12, 1, new RandomState(1));
    // So many pixels that there is no array for them.
    try (ReadAhead reader = new ReadAhead(wrong, order, 3, 1)) {
      assertThatThrownBy(reader::take).hasMessageContaining(shard.file().toString());
    }
  }

  @Test
  void closingEndsTheReadingThread() throws IOException {
    ShardTrainingSet set = open(Map.of());
    set.next(3, 4);
    assertThat(readers()).hasSize(1);
    set.next(2, 4);
    assertThat(readers()).as("after a change of resolution").hasSize(1);
    set.close();
    assertThat(readers()).isEmpty();
    set.close();
  }

  private static List<Thread> readers() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.isAlive() && thread.getName().equals("read-ahead"))
        .toList();
  }
}
