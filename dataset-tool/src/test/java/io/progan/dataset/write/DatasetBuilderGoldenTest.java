package io.progan.dataset.write;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.progan.dataset.numpy.NpyArray;
import io.progan.dataset.numpy.NpyReader;
import io.progan.dataset.source.ImageSource;
import io.progan.dataset.source.PictureSource;
import io.progan.dataset.tfrecord.Labels;
import io.progan.golden.GoldenCase;
import io.progan.golden.GoldenCases;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Written datasets equal those of an independent writer, byte for byte. */
class DatasetBuilderGoldenTest {
  @TempDir Path folder;

  record Target(GoldenCase golden, Path folder, List<Path> files) {
    @Override
    public String toString() {
      return golden.name() + " " + golden.folder().relativize(folder);
    }
  }

  static Stream<GoldenCase> datasets() {
    return GoldenCases.ofKind("tfrecord_dataset");
  }

  static Stream<Target> fromImages() {
    return GoldenCases.ofKind("create_from_images").flatMap(c -> targets(c).stream());
  }

  private static List<Target> targets(GoldenCase golden) {
    SortedMap<Path, List<Path>> folders = new TreeMap<>();
    for (JsonNode node : golden.json().get("files")) {
      Path file = golden.file(node.get("path").asText());
      if (node.get("role").asText().equals("expected") && isDatasetFile(file)) {
        folders.computeIfAbsent(file.getParent(), f -> new ArrayList<>()).add(file);
      }
    }
    return folders.entrySet().stream()
        .map(e -> new Target(golden, e.getKey(), e.getValue()))
        .toList();
  }

  private static boolean isDatasetFile(Path file) {
    return file.toString().endsWith(".tfrecords") || file.toString().endsWith(".labels");
  }

  @ParameterizedTest(name = "{0}", allowZeroInvocations = true)
  @MethodSource("datasets")
  void arraysBecomeTheDataset(GoldenCase golden) throws IOException {
    NpyArray images = NpyReader.read(golden.file("images.npy"));
    int[] order = NpyReader.read(golden.file("order.npy")).ints();
    Path labelsFile = golden.file("labels.npy");
    Labels labels =
        Files.exists(labelsFile) ? Labels.read(labelsFile) : Labels.none(images.shape()[0]);
    List<Target> targets = targets(golden);
    String name = targets.get(0).folder().getFileName().toString();
    Path written = folder.resolve(name);
    ImageSource source = new ArraySource(images, labels, order);
    build(source, written, false);
    for (Path expected : targets.get(0).files()) {
      String fileName = expected.getFileName().toString();
      List<byte[]> choices = new ArrayList<>();
      for (Target target : targets) {
        choices.add(Files.readAllBytes(target.folder().resolve(fileName)));
      }
      int pieces = fileName.endsWith(".labels") ? 1 : order.length;
      assertEveryPieceIsInOne(Files.readAllBytes(written.resolve(fileName)), choices, pieces);
    }
  }

  /** The map's order is free in every record, so each may equal that of another folder. */
  private static void assertEveryPieceIsInOne(byte[] actual, List<byte[]> choices, int pieces) {
    int size = actual.length / pieces;
    for (int piece = 0; piece < pieces; piece++) {
      int from = piece * size;
      int to = piece == pieces - 1 ? actual.length : from + size;
      assertThat(choices)
          .as("record " + piece)
          .anyMatch(
              c ->
                  (pieces == 1 || c.length == actual.length)
                      && Arrays.equals(actual, from, to, c, from, Math.min(to, c.length)));
    }
  }

  @ParameterizedTest(name = "{0}", allowZeroInvocations = true)
  @MethodSource("fromImages")
  void picturesBecomeTheDataset(Target target) throws IOException {
    Path pictures = null;
    for (JsonNode node : target.golden().json().get("files")) {
      if (node.get("role").asText().equals("input")) {
        pictures = target.golden().file(node.get("path").asText()).getParent();
      }
    }
    String name = target.folder().getFileName().toString();
    Path written = folder.resolve(name);
    ImageSource source = PictureSource.open(pictures);
    build(source, written, !name.startsWith("plain"));
    for (Path expected : target.files()) {
      assertThat(written.resolve(expected.getFileName())).hasSameBinaryContentAs(expected);
    }
  }

  private static void build(ImageSource source, Path folder, boolean shuffle) throws IOException {
    BuildOptions options = BuildOptions.standard().withShuffle(shuffle);
    new DatasetBuilder(source, options, BuildListener.NONE).build(folder);
  }
}
