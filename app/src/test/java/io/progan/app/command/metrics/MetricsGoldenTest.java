package io.progan.app.command.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.progan.app.command.Cli;
import io.progan.core.image.PngWriter;
import io.progan.dataset.RawImage;
import io.progan.dataset.numpy.NpyArray;
import io.progan.dataset.numpy.NpyReader;
import io.progan.golden.GoldenCase;
import io.progan.golden.GoldenCases;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Iterator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The golden cases of the metrics through the command line. */
class MetricsGoldenTest {

  @TempDir Path folder;

  static Stream<GoldenCase> similarity() {
    return GoldenCases.ofKind("msssim");
  }

  static Stream<GoldenCase> frechet() {
    return GoldenCases.ofKind("fid");
  }

  static Stream<GoldenCase> inception() {
    return GoldenCases.ofKind("inception_score");
  }

  @ParameterizedTest(name = "{0}", allowZeroInvocations = true)
  @MethodSource("similarity")
  void msssimOfAFolderOfPictures(GoldenCase golden) throws IOException {
    Path pictures = pictures(golden.file("images.npy"), "pictures");
    double value = value("Fakes", "MS-SSIM", "msssim", "--fakes", pictures);
    double expected = golden.json().at("/expected/msssim").asDouble();
    assertThat(value).isCloseTo(expected, within(golden.json().at("/tolerance/abs").asDouble()));
  }

  @ParameterizedTest(name = "{0}", allowZeroInvocations = true)
  @MethodSource("frechet")
  void fidOfFiles(GoldenCase golden) throws IOException {
    Iterator<String> names = golden.json().get("expected").fieldNames();
    while (names.hasNext()) {
      String name = names.next();
      if (!Files.isDirectory(golden.file(name))) {
        continue;
      }
      double expected = golden.json().get("expected").get(name).get("fid").asDouble();
      JsonNode tolerance = golden.json().get("tolerance");
      double allowed =
          tolerance
              .path(name + "_abs")
              .asDouble(expected * tolerance.path(name + "_rel").asDouble());
      Path a = golden.file(name + "/features_a.npy");
      Path b = golden.file(name + "/features_b.npy");
      assertThat(value("Fakes", "FID", "fid", "--reals", a, "--fakes", b))
          .as(name)
          .isCloseTo(expected, within(allowed));
    }
  }

  @ParameterizedTest(name = "{0}", allowZeroInvocations = true)
  @MethodSource("inception")
  void inceptionScoreOfAFile(GoldenCase golden) throws IOException {
    Object[] line = {
      "is",
      "--fakes",
      golden.file("probabilities.npy"),
      "--splits",
      golden.json().at("/config/splits").asInt()
    };
    double relative = golden.json().at("/tolerance/rel").asDouble();
    for (String name : new String[] {"mean", "std"}) {
      double expected = golden.json().at("/expected/" + name).asDouble();
      assertThat(value("Fakes", "IS_" + name, line))
          .isCloseTo(expected, within(relative * expected));
    }
  }

  /** The expected numbers are printed by {@code swd_reference.py}, which needs NumPy and SciPy. */
  @Test
  void swdDrawsWhatNumpyDraws() throws IOException {
    Path golden = Path.of("../metrics/src/test/resources/golden/07_swd_32");
    Path reals = pictures(golden.resolve("images_a.npy"), "a");
    Path fakes = pictures(golden.resolve("images_b.npy"), "b");
    Object[] line = {"swd", "--reals", reals, "--fakes", fakes, "--seed", 1000};
    assertThat(value("Fakes", "SWDx1e3_32", line)).isCloseTo(116.09496451, within(1e-4));
    assertThat(value("Fakes", "SWDx1e3_16", line)).isCloseTo(213.45277207, within(1e-4));
    assertThat(value("Fakes", "SWDx1e3_avg", line)).isCloseTo(164.77386829, within(1e-4));
    assertThat(value("Reals", "SWDx1e3_avg", line)).isZero();
  }

  private static double value(String row, String column, Object... line) throws IOException {
    Object[] words =
        Stream.of(Stream.of("metrics"), Arrays.stream(line), Stream.of("--json"))
            .flatMap(s -> s)
            .toArray();
    Cli.Result result = Cli.run(words);
    assertThat(result.exitCode()).as(result.err()).isZero();
    for (JsonNode found : new ObjectMapper().readTree(result.out()).get("results")) {
      if (found.get("row").asText().equals(row)) {
        return found.get("values").get(column).asDouble();
      }
    }
    throw new AssertionError("no row " + row + " in " + result.out());
  }

  private Path pictures(Path file, String name) throws IOException {
    NpyArray images = NpyReader.read(file);
    int[] shape = images.shape();
    int length = shape[1] * shape[2] * shape[3];
    Path pictures = Files.createDirectory(folder.resolve(name));
    for (int i = 0; i < shape[0]; i++) {
      byte[] data = Arrays.copyOfRange(images.bytes(), i * length, (i + 1) * length);
      PngWriter.write(
          new RawImage(shape[1], shape[2], shape[3], data),
          pictures.resolve("%04d.png".formatted(i)));
    }
    return pictures;
  }
}
