package io.progan.dataset.tfrecord;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.progan.dataset.RawImage;
import io.progan.dataset.numpy.NpyArray;
import io.progan.dataset.numpy.NpyReader;
import io.progan.golden.GoldenCase;
import io.progan.golden.GoldenCases;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Datasets of an independent writer, in both orders of the map and both label headers. */
class TfRecordDatasetGoldenTest {
  record Folder(GoldenCase golden, Path path) {
    @Override
    public String toString() {
      return golden.name() + " " + golden.folder().relativize(path);
    }
  }

  static Stream<Folder> folders() {
    return GoldenCases.ofKind("tfrecord_dataset").flatMap(TfRecordDatasetGoldenTest::foldersOf);
  }

  private static Stream<Folder> foldersOf(GoldenCase golden) {
    TreeSet<Path> found = new TreeSet<>();
    for (JsonNode file : golden.json().get("files")) {
      if (file.get("path").asText().endsWith(".tfrecords")) {
        found.add(golden.file(file.get("path").asText()).getParent());
      }
    }
    return found.stream().map(p -> new Folder(golden, p));
  }

  @ParameterizedTest(name = "{0}", allowZeroInvocations = true)
  @MethodSource("folders")
  void imagesAndLabelsAreRead(Folder folder) throws IOException {
    NpyArray images = NpyReader.read(folder.golden().file("images.npy"));
    int[] order = NpyReader.read(folder.golden().file("order.npy")).ints();
    int[] shape = images.shape();
    TfRecordDataset dataset = TfRecordDataset.open(folder.path());
    assertThat(dataset.numImages()).isEqualTo(shape[0]);
    assertThat(dataset.numChannels()).isEqualTo(shape[1]);
    assertThat(dataset.resolution()).isEqualTo(shape[2]);

    int size = shape[1] * shape[2] * shape[3];
    List<RawImage> read = readAll(dataset.shard(dataset.resolutionLog2()));
    assertThat(read).hasSameSizeAs(order);
    for (int i = 0; i < order.length; i++) {
      byte[] expected = Arrays.copyOfRange(images.bytes(), order[i] * size, (order[i] + 1) * size);
      assertThat(read.get(i)).isEqualTo(new RawImage(shape[1], shape[2], shape[3], expected));
    }
    assertLabels(folder.golden().file("labels.npy"), order, dataset);
  }

  private static void assertLabels(Path file, int[] order, TfRecordDataset dataset)
      throws IOException {
    if (!Files.exists(file)) {
      assertThat(dataset.labelSize()).isZero();
      return;
    }
    Labels source = Labels.read(file);
    assertThat(dataset.labelSize()).isEqualTo(source.size());
    for (int i = 0; i < order.length; i++) {
      assertThat(dataset.labels().row(i)).isEqualTo(source.row(order[i]));
    }
  }

  @ParameterizedTest(name = "{0}", allowZeroInvocations = true)
  @MethodSource("folders")
  void anyImageCanBeTheFirst(Folder folder) throws IOException {
    TfRecordDataset dataset = TfRecordDataset.open(folder.path());
    for (int log2 = 2; log2 <= dataset.resolutionLog2(); log2++) {
      TfRecordShard shard = dataset.shard(log2);
      List<RawImage> all = readAll(shard);
      assertThat(shard.count()).isEqualTo(all.size());
      long middle = all.size() / 2;
      try (TfRecordReader reader = shard.open(middle)) {
        assertThat(reader.position()).isEqualTo(middle);
        assertThat(reader.next()).isEqualTo(all.get((int) middle));
        assertThat(reader.position()).isEqualTo(middle + 1);
      }
      try (TfRecordReader reader = shard.open(all.size())) {
        assertThat(reader.next()).isNull();
      }
    }
  }

  private static List<RawImage> readAll(TfRecordShard shard) throws IOException {
    List<RawImage> images = new ArrayList<>();
    try (TfRecordReader reader = shard.open()) {
      for (RawImage image = reader.next(); image != null; image = reader.next()) {
        images.add(image);
      }
    }
    return images;
  }
}
