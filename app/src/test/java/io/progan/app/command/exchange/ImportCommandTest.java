package io.progan.app.command.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.progan.app.command.Cli;
import io.progan.core.snapshot.SnapshotReader;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code progan import}, and what one does with the snapshot. */
class ImportCommandTest {

  private static final Path PICKLES =
      Path.of("../core/src/test/resources/golden/10_network_pickle");
  private static final Path PICKLE = PICKLES.resolve("network-snapshot-p4.pkl");

  @TempDir Path folder;

  private Cli.Result run(Path file, String... options) {
    List<Object> words = new ArrayList<>(List.of("import", file, "--out", out()));
    words.addAll(Arrays.asList(options));
    return Cli.run(words.toArray());
  }

  private Path out() {
    return folder.resolve("network.npz");
  }

  private Path file(byte[] content) throws IOException {
    return Files.write(folder.resolve("networks.pkl"), content);
  }

  @Test
  void aFadingNetworkStandsWhereItsScheduleFades() throws IOException {
    Cli.Result result =
        run(PICKLES.resolve("network-snapshot-p4-lod0p25-morekwargs.pkl"), "--json");

    assertThat(result.exitCode()).as(result.err()).isZero();
    JsonNode answer = new ObjectMapper().readTree(result.out());
    assertThat(answer.get("lod").asDouble()).isEqualTo(0.25);
    // 600 kimg at 4x4, then three quarters of the 600 kimg in which 8x8 fades in.
    assertThat(answer.get("kimg").asDouble()).isEqualTo(1050);
    assertThat(answer.at("/generator/fmapMax").asInt()).isEqualTo(8);
    assertThat(Path.of(answer.get("snapshot").asText())).isEqualTo(out()).exists();
  }

  @Test
  void trainingGoesOnInANewRun() throws IOException {
    assertThat(run(PICKLE, "--kimg=7").exitCode()).isZero();
    byte[] imported = Files.readAllBytes(out());
    Path results = folder.resolve("results");

    Cli.Result result =
        Cli.run(
            "train",
            "--resume=" + out(),
            "--dataset=" + dataset(),
            "--results=" + results,
            "--total-kimg=7.128");

    assertThat(result.exitCode()).as(result.err()).isZero();
    Path run = results.resolve("000-pgan-dataset-preset-imported-fp32");
    assertThat(result.out()).contains("going on at 7 kimg from " + out(), "writing to " + run);
    assertThat(run.resolve("reals.png")).exists();
    try (SnapshotReader reader = new SnapshotReader(run.resolve("network-final.npz"))) {
      assertThat(reader.info().kimg()).isGreaterThan(7);
      assertThat(reader.info().generatorSteps()).isPositive();
    }
    assertThat(Files.readAllBytes(out())).isEqualTo(imported);
    try (Stream<Path> beside = Files.list(folder)) {
      assertThat(beside.map(path -> path.getFileName().toString()))
          .containsExactlyInAnyOrder("network.npz", "dataset", "pictures", "results");
    }
  }

  private Path dataset() throws IOException {
    Path pictures = Files.createDirectory(folder.resolve("pictures"));
    for (int i = 0; i < 3; i++) {
      BufferedImage picture = new BufferedImage(8, 8, BufferedImage.TYPE_INT_RGB);
      picture.setRGB(i, i, 0xffffff);
      ImageIO.write(picture, "png", pictures.resolve(i + ".png").toFile());
    }
    Path dataset = folder.resolve("dataset");
    assertThat(Cli.run("dataset", "create_from_images", dataset, pictures).exitCode()).isZero();
    return dataset;
  }

  @Test
  void aFileThatIsThereStaysUnlessForced() throws IOException {
    Files.writeString(out(), "mine");
    Cli.Result result = run(PICKLE);
    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.err()).contains("--force replaces it").hasLineCount(1);
    assertThat(out()).hasContent("mine");
    assertThat(run(PICKLE, "--force").exitCode()).isZero();
  }

  @ParameterizedTest
  @CsvSource({"100", "20000", "30000", "37286"})
  void truncated(int length) throws IOException {
    assertRefused(file(Arrays.copyOf(Files.readAllBytes(PICKLE), length)), "networks.pkl: ");
  }

  /** {@code os.system("...")}, protocol 0. */
  @Test
  void malicious() throws IOException {
    Path never = folder.resolve("never");
    String pickle = "cos\nsystem\n(S'touch %s'\ntR.".formatted(never);
    assertRefused(file(pickle.getBytes(StandardCharsets.US_ASCII)), "os.system");
    assertThat(never).doesNotExist();
  }

  @Test
  void otherValues() throws IOException {
    assertRefused(file("(I1\nI2\ntp0\n.".getBytes(StandardCharsets.US_ASCII)), "a list of 2");
    assertRefused(
        file("(I1\nI2\nI3\nt.".getBytes(StandardCharsets.US_ASCII)), ": G: not a network");
    assertRefused(folder.resolve("nowhere.pkl"), "no such file");
    assertRefused(folder, "holds no networks");
  }

  /** Names of the same length, so that the pickle stays one. */
  @ParameterizedTest
  @CsvSource({
    "4x4/Dense/weight, 4x4/Sense/weight, variable 4x4/Dense/weight is missing",
    "build_func_name, build_func_nome, has no 'build_func_name'",
    "G_paper, G_other, is built by 'G_other'",
    "fmap_max, fmap_mux, ", // the shapes no longer fit
    "tfutil, tfutyl, tfutyl.Network"
  })
  void changed(String name, String other, String problem) throws IOException {
    String text = Files.readString(PICKLE, StandardCharsets.ISO_8859_1).replace(name, other);
    assertRefused(
        file(text.getBytes(StandardCharsets.ISO_8859_1)), problem == null ? "expected" : problem);
  }

  private void assertRefused(Path file, String problem) {
    Cli.Result result = run(file);
    assertThat(result.exitCode()).as(result.err()).isEqualTo(2);
    assertThat(result.err()).contains(file.toString(), problem).hasLineCount(1);
    assertThat(result.out()).isEmpty();
    assertThat(out()).doesNotExist();
  }
}
