package io.progan.app.command.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.progan.app.command.Cli;
import io.progan.dataset.RawImage;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class MetricsCommandTest {

  @TempDir static Path trained;
  @TempDir Path folder;

  private static Path run;
  private static Path network;

  @BeforeAll
  static void trainsARun() throws IOException {
    train("results");
    run = trained.resolve("results/000-pgan-noto-emoji-preset-quickstart-fp32");
    network = Files.write(trained.resolve("network.onnx"), SmallNetwork.bytes());
  }

  private static Cli.Result train(String results, Object... more) {
    return trainFor(2, results, more);
  }

  private static Cli.Result trainFor(int totalKimg, String results, Object... more) {
    Object[] options = {
      "train",
      "--data-dir=" + trained.resolve("data"),
      "--results=" + trained.resolve(results),
      "--total-kimg=" + totalKimg,
      "--set=sched.tickKimgBase=1",
      "--set=sched.tickKimgDict={}",
      "--set=sched.minibatchBase=1000",
      "--set=sched.minibatchDict={}",
      "--set=train.minibatchRepeats=1",
      "--set=train.networkSnapshotTicks=1",
      "--set=generator.fmapMax=4",
      "--set=discriminator.fmapMax=4"
    };
    Cli.Result result =
        Cli.run(Stream.concat(Arrays.stream(options), Arrays.stream(more)).toArray());
    assertThat(result.exitCode()).as(result.err()).isZero();
    return result;
  }

  /** A copy of the run, for tests that leave results in it. */
  private Path copyOfRun() throws IOException {
    Path copy = Files.createDirectory(folder.resolve("run"));
    try (Stream<Path> files = Files.list(run)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".npz")).toList()) {
        Files.copy(file, copy.resolve(file.getFileName()));
      }
    }
    return copy;
  }

  private static Cli.Result measure(Path target, String metric, Object... options) {
    List<Object> line = new ArrayList<>(List.of("metrics", metric, target));
    line.add("--data-dir=" + trained.resolve("data"));
    line.addAll(Arrays.asList(options));
    return Cli.run(line.toArray());
  }

  @Test
  void everySnapshotOnceNewestFirst() throws IOException {
    Path copy = copyOfRun();
    Cli.Result first = measure(copy, "swd", "--num-images=16", "--patches=8");

    assertThat(first.exitCode()).as(first.err()).isZero();
    List<String> lines = first.out().lines().toList();
    assertThat(lines.get(0))
        .isEqualTo("Snapshot  Time_eval   SWDx1e3_32   SWDx1e3_16   SWDx1e3_avg");
    assertThat(lines.stream().map(line -> line.substring(0, line.indexOf(' '))))
        .containsExactly("Snapshot", "---", "Reals", "Reals2", "2", "1");
    assertThat(Files.readString(copy.resolve("metric-swd-16.txt"))).isEqualTo(first.out());
    byte[] log = Files.readAllBytes(copy.resolve("metrics.jsonl"));

    Files.delete(copy.resolve("network-snapshot-000001.npz"));
    Cli.Result again = measure(copy, "swd", "--num-images=16", "--patches=8");
    assertThat(again.out()).isEqualTo(first.out().replaceFirst("\n1 .*", ""));
    assertThat(copy.resolve("metrics.jsonl")).hasBinaryContent(log);

    Cli.Result other = measure(copy, "swd", "--num-images=16", "--patches=8", "--seed=7");
    assertThat(other.out()).isNotEqualTo(again.out());
  }

  @Test
  void theDatasetOfARunIsLookedForWhereItWas() throws IOException {
    Path copy = copyOfRun();
    String config = Files.readString(run.resolve("config.json"));
    Files.writeString(copy.resolve("config.json"), config);
    Object[] options = {"metrics", "msssim", copy, "--num-images=4"};
    Cli.Result found = Cli.run(options);
    assertThat(found.exitCode()).as(found.err()).isZero();

    Path data = trained.resolve("data/noto-emoji");
    Path gone = folder.resolve("gone/noto-emoji");
    Files.writeString(
        copy.resolve("config.json"), config.replace(data.toString(), gone.toString()));
    Cli.Result lost = Cli.run(options);
    assertThat(lost.exitCode()).isEqualTo(2);
    assertThat(lost.err()).hasLineCount(1).contains(gone + ": the run's dataset is not there");
    assertThat(Cli.run(with(options, "--dataset=" + data)).exitCode()).isZero();
  }

  @Test
  void aSnapshotGivesTheSameAloneAndAfterOthers() throws IOException {
    Path snapshot = run.resolve("network-snapshot-000001.npz");
    JsonNode whole = json(measure(run, "swd", "--num-images=16", "--patches=8", "--json", out(0)));
    JsonNode alone =
        json(measure(snapshot, "swd", "--num-images=16", "--patches=8", "--json", out(1)));
    assertThat(alone.at("/results/2/values")).isEqualTo(whole.at("/results/3/values"));
    assertThat(alone.at("/results/2/snapshot/file").asText())
        .isEqualTo("network-snapshot-000001.npz");
  }

  private String out(int number) {
    return "--out=" + folder.resolve("out" + number);
  }

  private static JsonNode json(Cli.Result result) throws IOException {
    assertThat(result.exitCode()).as(result.err()).isZero();
    return new ObjectMapper().readTree(result.out());
  }

  @Test
  void allMetricsAreThoseOfTheirCommands() throws IOException {
    Object[] options = {"--num-images=40", "--json", "--inception=" + network};
    JsonNode all = json(measure(run, "all", with(options, out(0))));
    for (String metric : List.of("fid", "is", "kid", "pr", "msssim")) {
      Object[] own = metric.equals("msssim") ? new Object[] {options[0], options[1]} : options;
      JsonNode alone = json(measure(run, metric, with(own, out(1))));
      for (JsonNode result : alone.get("results")) {
        assertThat(all.get("results"))
            .anyMatch(
                other ->
                    other.get("metric").equals(result.get("metric"))
                        && other.get("row").equals(result.get("row"))
                        && other.get("values").equals(result.get("values")));
      }
    }
    assertThat(all.get("network").asText()).contains("network.onnx", "SHA-256");
    assertThat(folder.resolve("out0/metric-fid-40.txt")).exists();
  }

  private static Object[] with(Object[] options, Object more) {
    return Stream.concat(Arrays.stream(options), Stream.of(more)).toArray();
  }

  @Test
  void statisticsOfRealsAreKeptAndADamagedFileIsComputedAnew() throws IOException {
    Path cache = trained.resolve("data/noto-emoji/.metrics");
    Object[] line = {"--num-images=30", "--inception=" + network, "--json"};
    JsonNode first = json(measure(run, "fid", with(line, out(0))));
    Path kept = onlyFile(cache, "fid-", first);
    byte[] whole = Files.readAllBytes(kept);

    JsonNode second = json(measure(run, "fid", with(line, out(1))));
    assertThat(second.at("/results/1/values")).isEqualTo(first.at("/results/1/values"));

    int inFirstEntry = 60; // behind its header
    whole[inFirstEntry] ^= 1;
    Files.write(kept, whole);
    Cli.Result third = measure(run, "fid", with(line, out(2)));
    assertThat(third.err()).contains(kept + ": damaged");
    assertThat(json(third).at("/results/1/values")).isEqualTo(first.at("/results/1/values"));
    whole[inFirstEntry] ^= 1;
    assertThat(measure(run, "fid", with(line, out(3))).err()).doesNotContain("damaged");
  }

  /** Another output of the same file is another network to every number. */
  @Test
  void valuesOfTwoOutputsAreKeptApart() throws IOException {
    Path copy = copyOfRun();
    Object[] line = {"--num-images=12", "--inception=" + network, "--json"};
    for (String metric : List.of("fid", "kid")) {
      JsonNode mixed = json(measure(copy, metric, line));
      JsonNode means = json(measure(copy, metric, with(line, "--inception-features=mean")));
      assertThat(means.get("results")).hasSameSizeAs(mixed.get("results"));
      assertThat(means.at("/results/1/conditions")).isNotEqualTo(mixed.at("/results/1/conditions"));
      Object[] fresh = with(with(line, "--inception-features=mean"), "--no-cache");
      JsonNode alone = json(measure(copy, metric, with(fresh, "--force")));
      assertThat(means.at("/results/1/values")).isEqualTo(alone.at("/results/1/values"));
      assertThat(means.at("/results/1/values")).isNotEqualTo(mixed.at("/results/1/values"));
    }
  }

  private static Path onlyFile(Path cache, String prefix, JsonNode any) throws IOException {
    try (Stream<Path> files = Files.list(cache)) {
      List<Path> found = files.filter(f -> f.getFileName().toString().startsWith(prefix)).toList();
      assertThat(found).as(any.toString()).isNotEmpty();
      assertThat(cache.toFile().list()).noneMatch(name -> name.endsWith(".partial"));
      return found.stream()
          .max(java.util.Comparator.comparing(f -> f.toFile().lastModified()))
          .orElseThrow();
    }
  }

  @Test
  void trainingThatMeasuresIsTheSameTraining() throws IOException {
    Cli.Result result =
        train(
            "measured", "--metrics=msssim@2,fid", "--metrics-images=10", "--inception=" + network);

    Path measured = trained.resolve("measured").resolve(run.getFileName());
    String last = "network-final.npz";
    assertThat(measured.resolve(last)).hasSameBinaryContentAs(run.resolve(last));
    assertThat(result.out().lines().filter(line -> line.startsWith("metrics kimg ")))
        .satisfiesExactly(
            line -> assertThat(line).startsWith("metrics kimg 1  FID "),
            line -> assertThat(line).startsWith("metrics kimg 2  MS-SSIM "),
            line -> assertThat(line).startsWith("metrics kimg 2  FID "));
    Cli.Result later = measure(measured, "msssim", "--num-images=10");
    assertThat(later.out().lines().toList().get(3)).startsWith("2 ");
    assertThat(measured.resolve("metrics.jsonl")).content().contains("000001.npz", "000002.npz");
  }

  @Test
  void aRunThatGoesOnAndMeasuresIsTheSameRun() throws IOException {
    trainFor(1, "stopped", "--metrics=swd@1", "--metrics-images=8");
    Path stopped = trained.resolve("stopped").resolve(run.getFileName());
    Cli.Result result =
        Cli.run(
            "train",
            "--resume=" + stopped,
            "--total-kimg=2",
            "--metrics=swd@1",
            "--metrics-images=8");
    assertThat(result.exitCode()).as(result.err()).isZero();
    assertThat(result.out()).contains("metrics kimg 2  SWDx1e3_32 ");
    for (String file : List.of("network-snapshot-000002.npz", "network-final.npz")) {
      assertThat(stopped.resolve(file)).hasSameBinaryContentAs(run.resolve(file));
    }
  }

  @Test
  void neighborsFindTheImageItself() throws IOException {
    Path data = trained.resolve("data/noto-emoji");
    JsonNode found =
        json(
            Cli.run(
                "metrics",
                "neighbors",
                "--fakes=" + data,
                "--reals=" + data,
                "--count=3",
                "--neighbors=2",
                "--inception=" + network,
                "--json",
                out(0)));
    for (String space : List.of("pixels", "features")) {
      JsonNode images = found.get(space).get("images");
      assertThat(images).hasSize(3);
      for (int i = 0; i < images.size(); i++) {
        assertThat(images.get(i)).hasSize(2);
        assertThat(images.get(i).get(0).get("distance").asDouble()).isZero();
        assertThat(images.get(i).get(1).get("distance").asDouble()).isNotNegative();
      }
      byte[] picture = Files.readAllBytes(Path.of(found.get(space).get("picture").asText()));
      RawImage grid = decoded(picture);
      assertThat(grid.width()).isEqualTo(3 * 32);
      assertThat(grid.height()).isEqualTo(3 * 32);
      assertThat(tile(grid, 1)).isEqualTo(tile(grid, 0));
    }
    assertThat(found.at("/pixels/images/1/0/index").asInt()).isEqualTo(1);
  }

  private static RawImage decoded(byte[] png) throws IOException {
    BufferedImage image = ImageIO.read(new ByteArrayInputStream(png));
    byte[] red = new byte[image.getWidth() * image.getHeight()];
    for (int i = 0; i < red.length; i++) {
      int rgb = image.getRGB(i % image.getWidth(), i / image.getWidth());
      red[i] = (byte) (rgb >> 16);
    }
    return new RawImage(1, image.getHeight(), image.getWidth(), red);
  }

  /** The red of the tile in that column of the first row. */
  private static byte[] tile(RawImage grid, int column) {
    byte[] pixels = new byte[32 * 32];
    for (int y = 0; y < 32; y++) {
      System.arraycopy(grid.data(), y * grid.width() + column * 32, pixels, y * 32, 32);
    }
    return pixels;
  }

  @Test
  void halfALineOfACrashIsPassedOver() throws IOException {
    Path copy = copyOfRun();
    assertThat(measure(copy, "msssim", "--num-images=4").exitCode()).isZero();
    Path log = copy.resolve("metrics.jsonl");
    List<String> lines = Files.readAllLines(log);
    Files.writeString(
        log, "{\"metric\":\"msssim\",\"row", StandardCharsets.UTF_8, StandardOpenOption.APPEND);
    assertThat(measure(copy, "msssim", "--num-images=6").exitCode()).isZero();
    List<String> after = Files.readAllLines(log);
    assertThat(after).startsWith(lines.toArray(String[]::new)).hasSize(2 * lines.size() + 1);
  }

  @Test
  void damagedSnapshotIsLeftOutAndSaidAtTheEnd() throws IOException {
    Path copy = copyOfRun();
    Files.write(copy.resolve("network-snapshot-000001.npz"), new byte[100]);
    Cli.Result result = measure(copy, "msssim", "--num-images=4");
    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.err())
        .contains("network-snapshot-000001.npz: damaged")
        .contains("1 of 2 snapshots could not be read");
    assertThat(result.out().lines()).hasSize(4);
  }

  @Test
  void measuringAgainByForceIsWrittenDown() throws IOException {
    Path copy = copyOfRun();
    assertThat(measure(copy, "msssim", "--num-images=4").exitCode()).isZero();
    int lines = Files.readAllLines(copy.resolve("metrics.jsonl")).size();
    assertThat(measure(copy, "msssim", "--num-images=4").exitCode()).isZero();
    assertThat(Files.readAllLines(copy.resolve("metrics.jsonl"))).hasSize(lines);
    assertThat(measure(copy, "msssim", "--num-images=4", "--force").exitCode()).isZero();
    assertThat(Files.readAllLines(copy.resolve("metrics.jsonl")))
        .as("two networks anew; the reals are as they were")
        .hasSize(lines + 2);
  }

  static Stream<Arguments> wrongCommandLines() {
    return Stream.of(
        arguments("swd", "nothing to measure; name a run or a snapshot"),
        arguments("swd latest --fakes DIR", "--fakes: not with a run or snapshot"),
        arguments("swd latest --reals DIR", "--reals: only with --fakes"),
        arguments("msssim --fakes DATA --data-dir DIR", "--data-dir: only with a run or snapshot"),
        arguments("swd latest --results DIR", "latest: no run with a snapshot below DIR"),
        arguments("swd DIR/empty", "DIR/empty: no network snapshot in this folder"),
        arguments("swd DIR/text", "DIR/text: damaged or not a snapshot"),
        arguments("swd --fakes DIR/nope", "DIR/nope: no such file or folder"),
        arguments("swd --fakes DIR/text", "DIR/text: is a file, not a folder of pictures, and no"),
        arguments("swd RUN --resolution 16", "--resolution, --crop, --channels and the like: only"),
        arguments("msssim --fakes DATA --channels 1", "only for folders and archives of pictures"),
        arguments("swd --fakes RUN", "not a picture"),
        arguments("swd --fakes DATA", "SWD compares with reals; name a dataset or a folder with"),
        arguments(
            "swd --fakes DATA --reals DATA --patch-size 8", "patches must be odd in size, not 8"),
        arguments("swd --fakes DATA --reals DATA --seed -1", "--seed: must be 0 to"),
        arguments("swd --fakes DATA --reals DATA --num-images 0", "1 or more, got '0'"),
        arguments("msssim --fakes DATA --num-images 9999", "--num-images asks for 9999"),
        arguments("msssim --fakes DATA --num-images 1", "--num-images 1: MS-SSIM needs at least 2"),
        arguments("msssim --fakes=", "--fakes, --reals: a path is empty"),
        arguments("neighbors --fakes DATA --reals DATA --out DIR --count 9999", "asks for 9999"),
        arguments("fid --fakes DATA --reals DATA", "FID needs a feature network and none was"),
        arguments("is --fakes DATA", "Inception score needs a feature network and none was named"),
        arguments("is --fakes DATA --inception DIR/nope", "DIR/nope: "),
        arguments("is --fakes DATA --inception DIR/text", "DIR/text: "),
        arguments("is --fakes DATA --num-images 5 --inception NET", "5 images into 10 splits"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("wrongCommandLines")
  void endsWithOneLine(String line, String expected) throws IOException {
    Files.createDirectory(folder.resolve("empty"));
    Files.writeString(folder.resolve("text"), "neither network nor picture");
    Cli.Result result = Cli.run((Object[]) ("metrics " + placed(line)).split(" "));
    assertThat(result.exitCode()).as(result.err()).isEqualTo(2);
    assertThat(result.err()).startsWith("progan: ").contains(placed(expected)).hasLineCount(1);
    assertThat(result.out()).isEmpty();
  }

  private String placed(String text) {
    return text.replace("DIR", folder.toString())
        .replace("RUN", run.toString())
        .replace("DATA", trained.resolve("data/noto-emoji").toString())
        .replace("NET", network.toString());
  }
}
