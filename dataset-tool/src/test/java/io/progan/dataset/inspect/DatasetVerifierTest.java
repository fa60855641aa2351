package io.progan.dataset.inspect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.progan.dataset.DatasetException;
import io.progan.dataset.RawImage;
import io.progan.dataset.tfrecord.DatasetOrigin;
import io.progan.dataset.tfrecord.ImageRecord;
import io.progan.dataset.tfrecord.Labels;
import io.progan.dataset.tfrecord.TfRecordDataset;
import io.progan.dataset.tfrecord.TfRecordReader;
import io.progan.dataset.write.DatasetNotes;
import io.progan.dataset.write.EncodedImage;
import io.progan.dataset.write.TfRecordDatasetWriter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatasetVerifierTest {
  private static final int COUNT = 11;

  @TempDir Path parent;

  private Path folder;

  @BeforeEach
  void makeDataset() throws IOException {
    folder = parent.resolve("set");
    make(folder, 1);
  }

  private static void make(Path folder, long seed) throws IOException {
    Random random = new Random(seed);
    float[] labels = new float[2 * COUNT];
    try (TfRecordDatasetWriter writer = new TfRecordDatasetWriter(folder, false)) {
      for (int i = 0; i < COUNT; i++) {
        writer.add(EncodedImage.of(image(random)));
        labels[2 * i + i % 2] = 1;
      }
      DatasetNotes notes =
          new DatasetNotes("test", List.of("a b", "c"), DatasetOrigin.UNKNOWN, List.of());
      writer.finish(new Labels(COUNT, 2, labels), notes);
    }
  }

  private static RawImage image(Random random) {
    byte[] data = new byte[3 * 16 * 16];
    random.nextBytes(data);
    return new RawImage(3, 16, 16, data);
  }

  private Verification verify() throws IOException {
    return DatasetVerifier.verify(folder, Watcher.NONE);
  }

  /** Faults without those of the checksums, which every damage has. */
  private List<String> faults() throws IOException {
    return verify().faults().stream()
        .map(Fault::toString)
        .filter(f -> !f.contains("SHA-256") && !f.contains("bytes, dataset.json says"))
        .toList();
  }

  private Path shard(int log2) {
    return folder.resolve("set-r%02d.tfrecords".formatted(log2));
  }

  private void change(Path file, long at) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    bytes[(int) at] ^= 0x40;
    Files.write(file, bytes);
  }

  @Test
  void soundDatasetHasNoFaults() throws IOException {
    assertThat(verify()).isEqualTo(new Verification("set", COUNT, 16, 4, 0, List.of()));
    Files.delete(folder.resolve("dataset.json"));
    assertThat(verify().faults()).isEmpty();
  }

  @Test
  void damagedRecordsAreNamedAndTheRestIsStillRead() throws IOException {
    long record = Files.size(shard(3)) / COUNT;
    change(shard(3), 4 * record + 60);
    change(shard(3), 6 * record + 1);
    assertThat(faults())
        .containsExactly(
            "set-r03.tfrecords: record 4 at byte %d: content is damaged (wrong data CRC)"
                .formatted(4 * record),
            "set-r03.tfrecords: record 6 at byte %d: length is damaged (wrong length CRC)"
                .formatted(6 * record));
    assertThat(verify().faults()).hasSize(3);
  }

  @Test
  void firstRecordMayBeDamaged() throws IOException {
    change(shard(4), 0);
    assertThat(faults())
        .containsExactly(
            "set-r04.tfrecords: record 0 at byte 0: length is damaged (wrong length CRC)");
  }

  @Test
  void lowerResolutionsMustBeTheHigherOnesHalved() throws IOException {
    replaceRecord(3, 5, i -> (byte) (i + 2));
    assertThat(faults())
        .singleElement()
        .asString()
        .startsWith("set-r03.tfrecords: record 5 at byte ")
        .contains("is not the image of set-r04.tfrecords at half the size: a value is off by 2");
  }

  @Test
  void otherRoundingIsNoFault() throws IOException {
    RawImage lower = read(2, 5);
    RawImage upper = read(3, 5);
    int sum = 0;
    for (int at : new int[] {0, 1, 8, 9}) {
      sum += upper.data()[at] & 0xff;
    }
    int stored = lower.data()[0] & 0xff;
    lower.data()[0] = (byte) (4 * stored > sum ? stored - 1 : stored + 1);
    write(2, 5, lower);
    assertThat(faults()).isEmpty();
    assertThat(verify().roundedOtherwise()).isEqualTo(1);
  }

  private interface Change {
    byte of(byte value);
  }

  /** Changes all values of an image between 10 and 240, with right checksums. */
  private void replaceRecord(int log2, int index, Change change) throws IOException {
    RawImage image = read(log2, index);
    byte[] data = image.data();
    for (int i = 0; i < data.length; i++) {
      int value = data[i] & 0xff;
      data[i] = value > 10 && value < 240 ? change.of(data[i]) : data[i];
    }
    write(log2, index, image);
  }

  private RawImage read(int log2, int index) throws IOException {
    try (TfRecordReader reader = TfRecordDataset.open(folder).shard(log2).open(index)) {
      return reader.next();
    }
  }

  private void write(int log2, int index, RawImage image) throws IOException {
    byte[] record = ImageRecord.encode(image);
    ByteBuffer file = ByteBuffer.wrap(Files.readAllBytes(shard(log2)));
    file.position(index * record.length).put(record);
    Files.write(shard(log2), file.array());
  }

  @Test
  void missingShortAndLongFilesAreNamed() throws IOException {
    byte[] good = Files.readAllBytes(shard(2));
    Files.write(shard(2), Arrays.copyOf(good, good.length - 7));
    assertThat(faults())
        .containsExactly(
            "set-r02.tfrecords: record 10 at byte %d: truncated: the file ends %d bytes into a record of %d"
                .formatted(good.length / COUNT * 10, good.length / COUNT - 7, good.length / COUNT),
            "set-r02.tfrecords: has 10 images, not 11");
    Files.delete(shard(2));
    assertThat(faults())
        .containsExactly(
            "set-r02.tfrecords: file is missing",
            "set-r02.tfrecords: file is missing, dataset.json lists it");
    Files.write(shard(2), new byte[0]);
    assertThat(faults()).contains("set-r02.tfrecords: has 0 images, not 11");
  }

  @Test
  void labelsAndDescriptionMustFit() throws IOException {
    make(parent.resolve("other"), 2);
    Path json = folder.resolve("dataset.json");
    String text = Files.readString(json);
    Files.writeString(
        json, text.replace("\"count\" : 11", "\"count\" : 12").replace("[ 6,", "[ 7,"));
    assertThat(faults())
        .containsExactly(
            "dataset.json: says count 12, found 11",
            "dataset.json: says histogram [7, 5], found [6, 5]");
    Files.writeString(json, "{");
    assertThat(faults()).singleElement().asString().startsWith("dataset.json: not a valid dataset");
    Files.writeString(json, text);
    Path labels = folder.resolve("set-rxx.labels");
    Files.write(labels, Arrays.copyOf(Files.readAllBytes(labels), 100));
    assertThat(faults()).singleElement().asString().startsWith("set-rxx.labels: ");
  }

  @Test
  void checksumsAreCompared() throws IOException {
    Path json = folder.resolve("dataset.json");
    String sum = TfRecordDataset.open(folder).info().orElseThrow().files().get(1).sha256();
    Files.writeString(json, Files.readString(json).replace(sum, sum.replace(sum.charAt(0), 'x')));
    assertThat(verify().faults())
        .containsExactly(
            Fault.of("set-r03.tfrecords", "has another SHA-256 checksum than dataset.json says"));
  }

  @Test
  void otherFoldersAreRefused() {
    assertThatThrownBy(() -> DatasetVerifier.verify(parent, Watcher.NONE))
        .isInstanceOf(DatasetException.class)
        .hasMessageContaining("holds no dataset");
  }

  @Test
  void differencesAreCounted() throws IOException {
    TfRecordDataset a = TfRecordDataset.open(folder);
    assertThat(DatasetComparison.of(a, a, false, Watcher.NONE).same()).isTrue();
    Path copy = parent.resolve("copy/set");
    make(copy, 1);
    folder = copy;
    addSeven();
    TfRecordDataset b = TfRecordDataset.open(copy);
    DatasetComparison found = DatasetComparison.of(a, b, false, Watcher.NONE);
    assertThat(found.same()).isFalse();
    assertThat(found.identicalImages()).isEqualTo(COUNT - 1);
    assertThat(found.identicalLabels()).isEqualTo(COUNT);
    assertThat(found.differences().get(0).index()).isEqualTo(3);
    assertThat(found.differences().get(0).most()).isEqualTo(7);
  }

  @Test
  void datasetsOfOtherSizesDifferAsAWhole() throws IOException {
    TfRecordDataset a = TfRecordDataset.open(folder);
    Path other = parent.resolve("other/set");
    try (TfRecordDatasetWriter writer = new TfRecordDatasetWriter(other, false)) {
      writer.add(EncodedImage.of(new RawImage(1, 8, 8, new byte[64])));
      writer.finish(
          new Labels(1, 0, new float[0]),
          new DatasetNotes("grey", List.of(), DatasetOrigin.UNKNOWN, List.of()));
    }
    TfRecordDataset b = TfRecordDataset.open(other);
    DatasetComparison found = DatasetComparison.of(a, b, true, Watcher.NONE);
    assertThat(found.shapes()).isEqualTo("16x16 RGB and 8x8 grey");
    assertThat(found.same()).isFalse();
    assertThat(found.differences()).isEmpty();
    assertThat(found.identicalImages()).isZero();
  }

  /** One value of image 3 at the largest resolution is changed by 7. */
  private void addSeven() throws IOException {
    RawImage image = read(4, 3);
    int value = image.data()[0] & 0xff;
    image.data()[0] = (byte) (value > 100 ? value - 7 : value + 7);
    write(4, 3, image);
  }

  @Test
  void labelsAreInTheNamesWhenAsked() throws IOException {
    TfRecordDataset dataset = TfRecordDataset.open(folder);
    assertThat(ImageNames.fileName(dataset, 7, false)).isEqualTo("img00000007");
    assertThat(ImageNames.fileName(dataset, 6, true)).isEqualTo("img00000006-a_b");
  }
}
