package io.progan.dataset.merge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.progan.dataset.DatasetException;
import io.progan.dataset.RawImage;
import io.progan.dataset.source.ImageSource;
import io.progan.dataset.tfrecord.DatasetInfo;
import io.progan.dataset.tfrecord.DatasetOrigin;
import io.progan.dataset.write.BuildListener;
import io.progan.dataset.write.BuildOptions;
import io.progan.dataset.write.DatasetBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DatasetMergerTest {
  private static final int COUNT = 20;
  private static final List<String> FILES =
      List.of(
          "dataset.json",
          "skipped.txt",
          "whole-r02.tfrecords",
          "whole-r03.tfrecords",
          "whole-rxx.labels");

  @TempDir Path folder;

  /** Flat images, of which two cannot be read and one was left out before; class 2 occurs once. */
  private record Flat(String mark) implements ImageSource {
    @Override
    public String description() {
      return "flat images";
    }

    @Override
    public int count() {
      return COUNT;
    }

    @Override
    public String identity(int index) {
      return mark + index;
    }

    @Override
    public RawImage image(int index) throws IOException {
      if (index == 3 || index == 17) {
        throw new DatasetException("image " + index + " is broken");
      }
      byte[] data = new byte[64];
      Arrays.fill(data, (byte) (index + 1));
      return new RawImage(1, 8, 8, data);
    }

    @Override
    public int labelSize() {
      return 3;
    }

    @Override
    public float[] label(int index) {
      float[] label = new float[3];
      label[index == 5 ? 2 : index % 2] = 1;
      return label;
    }

    @Override
    public List<String> classNames() {
      return List.of("even", "odd", "other");
    }

    @Override
    public List<String> leftOut() {
      return List.of("a.txt: no picture");
    }
  }

  private static BuildOptions options(boolean shuffle, String shard) {
    Map<String, String> given = Map.of(shard == null ? "--x" : "--shard", String.valueOf(shard));
    return BuildOptions.standard()
        .withShuffle(shuffle)
        .withSkipBad(true)
        .withOrigin(new DatasetOrigin("1.0", "create", shard == null ? Map.of() : given, 0, null));
  }

  private Path make(String name, String mark, int index, int parts) throws IOException {
    BuildOptions options =
        options(true, index + "/" + parts).withPart(new BuildOptions.Part(index, parts));
    return make(name, mark, options);
  }

  private Path make(String name, String mark, BuildOptions options) throws IOException {
    Path made = folder.resolve(name);
    new DatasetBuilder(new Flat(mark), options, BuildListener.NONE).build(made);
    return made;
  }

  @ParameterizedTest
  @CsvSource({"1,true", "3,true", "3,false", "7,true"})
  void joinedFilesEqualThoseMadeAtOnce(int parts, boolean shuffle) throws IOException {
    Path whole = make("once/whole", "", options(shuffle, null));
    List<Path> made = new ArrayList<>();
    for (int i = 1; i <= parts; i++) {
      BuildOptions options = options(shuffle, i + "/" + parts);
      made.add(make("part" + i, "", options.withPart(new BuildOptions.Part(i, parts))));
    }
    Collections.reverse(made);
    Path joined = folder.resolve("joined/whole");
    DatasetInfo info = DatasetMerger.open(made).mergeInto(joined, false, BuildListener.NONE);
    assertThat(info.count()).isEqualTo(COUNT - 2);
    try (Stream<Path> files = Files.list(joined)) {
      assertThat(files.map(f -> f.getFileName().toString()).sorted()).isEqualTo(FILES);
    }
    for (String file : FILES) {
      assertThat(joined.resolve(file)).hasSameBinaryContentAs(whole.resolve(file));
    }
  }

  @Test
  void partsThatDoNotBelongTogetherAreRefused() throws IOException {
    Path first = make("first", "", 1, 3);
    Path second = make("second", "", 2, 3);
    assertRefused("first: is one of 3 parts; part 2, 3 are missing", first);
    assertRefused("first: is one of 3 parts; part 3 is missing", second, first);
    assertRefused("is part 1 of 3, and so is", first, second, first);
    assertRefused("half: is one of 2 parts, but", first, make("half", "", 2, 2));
    assertRefused("was made from other images or labels", first, make("foreign", "x", 3, 3));
    Path whole = make("all", "", options(true, null));
    assertRefused("all: is no part of a dataset", first, whole);
    BuildOptions other =
        options(true, null)
            .withPart(new BuildOptions.Part(3, 3))
            .withOrigin(new DatasetOrigin("1.0", "create", Map.of("--fit", "pad"), 0, null));
    assertRefused("other: was made with options {--fit=pad}", first, make("other", "", other));
    assertRefused("no such dataset folder", first, folder.resolve("nothing"));
  }

  @Test
  void damageIsFoundAndLeavesNothing() throws IOException {
    Path first = make("first", "", 1, 2);
    Path second = make("second", "", 2, 2);
    Path shard = second.resolve("second-r03.tfrecords");
    byte[] bytes = Files.readAllBytes(shard);
    byte[] damaged = bytes.clone();
    damaged[bytes.length / 2] ^= 1;
    Files.write(shard, damaged);
    assertFails("second-r03.tfrecords: record 4 at byte", first, second);

    int record = bytes.length / 9;
    System.arraycopy(bytes, 0, damaged, record, record);
    System.arraycopy(bytes, record, damaged, 0, record);
    System.arraycopy(bytes, 2 * record, damaged, 2 * record, bytes.length - 2 * record);
    Files.write(shard, damaged);
    assertFails("second-r03.tfrecords: has not the SHA-256 checksum", first, second);

    Files.write(shard, bytes);
    Path labels = second.resolve("second-rxx.labels");
    byte[] values = Files.readAllBytes(labels);
    values[values.length - 1] ^= 1;
    Files.write(labels, values);
    assertFails("second-rxx.labels: has not the SHA-256 checksum", first, second);
  }

  @Test
  void stopLeavesNothing() throws IOException {
    List<Path> parts = List.of(make("first", "", 1, 2), make("second", "", 2, 2));
    BuildListener stop =
        new BuildListener() {
          private int seen;

          @Override
          public void progress(int done, int total) {
            seen = done;
          }

          @Override
          public boolean cancelled() {
            return seen == 12;
          }
        };
    DatasetMerger merger = DatasetMerger.open(parts);
    assertThatThrownBy(() -> merger.mergeInto(folder.resolve("out"), false, stop))
        .isInstanceOf(CancellationException.class)
        .hasMessage("stopped after 12 of 18");
    assertOnlyParts();
  }

  @Test
  void fewerImagesThanPartsAreRefused() {
    assertThatThrownBy(() -> make("p", "", 1, COUNT + 1))
        .isInstanceOf(DatasetException.class)
        .hasMessageContaining("20 images cannot be divided into 21 parts");
  }

  private static void assertRefused(String message, Path... parts) {
    assertThatThrownBy(() -> DatasetMerger.open(List.of(parts)))
        .isInstanceOf(DatasetException.class)
        .hasMessageContaining(message);
  }

  private void assertFails(String message, Path... parts) throws IOException {
    DatasetMerger merger = DatasetMerger.open(List.of(parts));
    assertThatThrownBy(() -> merger.mergeInto(folder.resolve("out"), false, BuildListener.NONE))
        .isInstanceOf(DatasetException.class)
        .hasMessageContaining(message);
    assertOnlyParts();
  }

  private void assertOnlyParts() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files.map(f -> f.getFileName().toString()))
          .containsExactlyInAnyOrder("first", "second");
    }
  }
}
