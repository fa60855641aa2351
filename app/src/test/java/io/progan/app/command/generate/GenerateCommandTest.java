package io.progan.app.command.generate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.progan.app.command.Cli;
import io.progan.core.generate.Generator;
import io.progan.core.generate.GeneratorOptions;
import io.progan.core.generate.Latents;
import io.progan.core.generate.WeightSet;
import io.progan.dataset.numpy.NpyArray;
import io.progan.dataset.numpy.NpyReader;
import io.progan.dataset.numpy.NpyWriter;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code progan generate images|grid|sheet} on runs that were trained for a moment. */
class GenerateCommandTest {

  private static final int SIZE = 32;

  @TempDir static Path folder;
  @TempDir Path out;
  private static Path run;
  private static Path labelled;

  @BeforeAll
  static void train() {
    run = TrainedRun.train(folder.resolve("plain"));
    labelled = TrainedRun.train(folder.resolve("labelled"), "--labels=full");
  }

  private Cli.Result generate(String command, Object target, Object... options) {
    List<Object> words = new ArrayList<>(List.of("generate", command, target));
    words.addAll(List.of("--out", command.equals("sheet") ? out.resolve("sheet.png") : out));
    words.addAll(Arrays.asList(options));
    return Cli.run(words.toArray());
  }

  private List<String> files() throws IOException {
    try (Stream<Path> files = Files.list(out)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  private BufferedImage picture(String name) throws IOException {
    return ImageIO.read(out.resolve(name).toFile());
  }

  /** What the library makes of the official seed, as the official script does. */
  @Test
  void imagesAreThoseOfTheSeed() throws IOException {
    Cli.Result result = generate("images", run, "--count=3", "--seed=1000", "--format=npy");

    assertThat(result.exitCode()).as(result.err()).isZero();
    assertThat(result.out()).isEqualTo(out.resolve("images.npy") + ": 3 images\n");
    assertThat(files()).containsExactly("images.npy");
    NpyArray array = NpyReader.read(out.resolve("images.npy"));
    assertThat(array.shape()).containsExactly(3, 3, SIZE, SIZE);
    try (Generator generator = Generator.load(run)) {
      assertThat(array.bytes()).isEqualTo(generator.generate(generator.latents(1000, 3)).pixels());
    }
  }

  @ParameterizedTest
  @CsvSource({"png", "jpg"})
  void picturesOfEachSeed(String format) throws IOException {
    Cli.Result result = generate("images", run, "--seeds=5,10-11", "--format=" + format);

    assertThat(result.exitCode()).as(result.err()).isZero();
    assertThat(files())
        .containsExactly("seed000005." + format, "seed000010." + format, "seed000011." + format);
    assertThat(picture("seed000005." + format).getWidth()).isEqualTo(SIZE);
    try (Generator generator = Generator.load(run)) {
      byte[] red = generator.generate(generator.latents(10, 1)).pixels();
      double difference = 0;
      for (int i = 0; i < SIZE * SIZE; i++) {
        int actual = picture("seed000010." + format).getRGB(i % SIZE, i / SIZE) >> 16 & 0xff;
        difference += Math.abs(actual - (red[i] & 0xff));
      }
      // JPEG halves the resolution of colour, which such random networks are full of.
      assertThat(difference / (SIZE * SIZE)).isLessThanOrEqualTo(format.equals("png") ? 0 : 20);
    }
  }

  @Test
  void latentsComeAndGoAsFiles() throws IOException {
    assertThat(generate("images", run, "--count=2", "--save-latents", "--format=npy").exitCode())
        .isZero();
    NpyArray latents = NpyReader.read(out.resolve("latents.npy"));
    assertThat(latents.shape()).containsExactly(2, 8);
    assertThat(latents.floats()).containsExactly(Latents.normal(1000, 2, 8));
    byte[] first = Files.readAllBytes(out.resolve("images.npy"));
    Path moved = folder.resolve("moved.npy");
    Files.move(out.resolve("latents.npy"), moved, StandardCopyOption.REPLACE_EXISTING);

    assertThat(generate("images", run, "--latents", moved, "--format=npy").exitCode()).isZero();

    assertThat(Files.readAllBytes(out.resolve("images.npy"))).isEqualTo(first);
  }

  @Test
  void gridsTileImages() throws IOException {
    Cli.Result result =
        generate("grid", run, "--grid-size=3x2", "--count=2", "--shrink=2", "--json");

    assertThat(result.exitCode()).as(result.err()).isZero();
    JsonNode json = new ObjectMapper().readTree(result.out());
    assertThat(json.at("/files/1/file").asText()).isEqualTo("grid000001.png");
    assertThat(json.at("/files/1/images/0/index").asInt()).isEqualTo(6);
    assertThat(files()).containsExactly("grid000000.png", "grid000001.png");
    BufferedImage grid = picture("grid000001.png");
    assertThat(grid.getWidth()).isEqualTo(3 * SIZE / 2);
    assertThat(grid.getHeight()).isEqualTo(2 * SIZE / 2);
    try (Generator generator = Generator.load(run)) {
      byte[] last = generator.generate(generator.latents(1000, 12)).shrink(2).picture(11).data();
      assertThat(grid.getRGB(2 * 16 + 3, 16 + 5) >> 16 & 0xff).isEqualTo(last[5 * 16 + 3] & 0xff);
    }
  }

  @Test
  void aGridOfSeedsIsAsLargeAsNeeded() throws IOException {
    assertThat(generate("grid", run, "--seeds=1-5").exitCode()).isZero();
    assertThat(picture("grid000000.png").getWidth()).isEqualTo(3 * SIZE);
    assertThat(picture("grid000000.png").getHeight()).isEqualTo(2 * SIZE);
  }

  @Test
  void earlierStagesAndOtherWeights() throws IOException {
    assertThat(generate("images", run, "--count=1", "--lod=3", "--network=G").exitCode()).isZero();
    try (Generator generator =
        Generator.load(run, GeneratorOptions.standard().withLod(3).withWeights(WeightSet.G))) {
      int red = generator.generate(generator.latents(1000, 1)).pixels()[0] & 0xff;
      assertThat(picture("image000000.png").getRGB(3, 3) >> 16 & 0xff).isEqualTo(red);
    }
  }

  @Test
  void classesByNameNumberAndAll() throws IOException {
    Path data = labelled.getParent().resolveSibling("data");
    JsonNode info = new ObjectMapper().readTree(data.resolve("noto-emoji/dataset.json").toFile());
    String name = info.at("/classNames/2").asText();

    assertThat(generate("images", labelled, "--seeds=4", "--class", name).exitCode()).isZero();
    byte[] byName = Files.readAllBytes(out.resolve("seed000004.png"));
    assertThat(generate("images", labelled, "--seeds=4", "--class=2").exitCode()).isZero();
    assertThat(Files.readAllBytes(out.resolve("seed000004.png"))).isEqualTo(byName);
    Cli.Result all = generate("images", labelled, "--seeds=4", "--class=all", "--json");
    assertThat(new ObjectMapper().readTree(all.out()).at("/files")).hasSize(10);
    assertThat(Files.readAllBytes(out.resolve("seed000004-class02.png"))).isEqualTo(byName);
    assertThat(Files.readAllBytes(out.resolve("seed000004-class03.png"))).isNotEqualTo(byName);
    Cli.Result none = generate("images", labelled, "--class=nonesuch");
    assertThat(none.exitCode()).isEqualTo(2);
    assertThat(none.err()).contains("no such class").contains(name).hasLineCount(1);
    Path elsewhere = data.resolveSibling("elsewhere");
    Object moved = "--data-dir=" + elsewhere;
    assertThat(generate("images", labelled, "--class", name, moved).err())
        .contains("no such class", "no names in " + elsewhere)
        .hasLineCount(1);
    assertThat(generate("images", run, "--class=0").err()).contains("without labels");
  }

  @Test
  void ranksByScore() throws IOException {
    Cli.Result result = generate("images", run, "--seeds=1-6", "--rank", "--json");
    assertThat(result.exitCode()).as(result.err()).isZero();
    List<Double> scores = new ArrayList<>();
    for (JsonNode file : new ObjectMapper().readTree(result.out()).get("files")) {
      scores.add(file.at("/images/0/score").asDouble());
    }
    assertThat(scores).hasSize(6).isSortedAccordingTo((a, b) -> Double.compare(b, a));
    assertThat(scores.get(0)).isNotEqualTo(scores.get(5));
    assertThat(files().get(0)).startsWith("rank000000-seed");
  }

  @Test
  void aSheetHasRowsAndColumns() throws IOException {
    Cli.Result result = generate("sheet", run, "--seeds=1-3", "--trunc=0.5,1");
    assertThat(result.exitCode()).as(result.err()).isZero();
    BufferedImage sheet = picture("sheet.png");
    assertThat(sheet.getWidth()).isBetween(2 * SIZE, 3 * SIZE);
    assertThat(sheet.getHeight()).isBetween(3 * SIZE, 4 * SIZE);
    float[] latents = Latents.truncated(3, 1, 8, 1);
    try (Generator generator = Generator.load(run)) {
      int red = generator.generate(latents).pixels()[SIZE * SIZE - 1] & 0xff;
      assertThat(sheet.getRGB(sheet.getWidth() - 1, sheet.getHeight() - 1) >> 16 & 0xff)
          .isEqualTo(red);
    }
  }

  @Test
  void theNewestSnapshotThatIsNotDamaged() throws IOException {
    Path copy = Files.createDirectory(out.resolve("007-copy"));
    Path good = copy.resolve("network-snapshot-000001.npz");
    Files.copy(run.resolve("network-final.npz"), good);
    byte[] half = Files.readAllBytes(good);
    Path bad = copy.resolve("network-snapshot-000002.npz");
    Files.write(bad, Arrays.copyOf(half, half.length / 2));

    Cli.Result result =
        generate("images", 7, "--results=" + out, "--count=1", "--format=npy", "--json");

    assertThat(result.exitCode()).as(result.err()).isZero();
    assertThat(result.err()).contains(bad.toString()).contains("trying the one before it");
    assertThat(new ObjectMapper().readTree(result.out()).get("snapshot").asText())
        .isEqualTo(good.toString());
    Cli.Result damaged = generate("images", bad);
    assertThat(damaged.exitCode()).isEqualTo(2);
    assertThat(damaged.err()).hasLineCount(1).contains(bad.toString());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--seeds=5-3                | must go up",
        "--seeds=a                  | must be seeds and ranges such as 1,5,10-20",
        "--seeds=1-9999999999       | not beyond 4294967295",
        "--seed=-1                  | must be a whole number from 0 to 4294967295",
        "--trunc=0                  | must be 0.01 or more",
        "--trunc=NaN                | must be 0.01 or more",
        "--lod=4                    | this network has 0 to 3",
        "--lod=-1                   | must be 0 or more",
        "--shrink=3                 | cannot be divided so",
        "--format=bmp               | must be png, jpg or npy",
        "--network=D                | must be G or Gs",
        "--count=0                  | must be a whole number of 1 or more",
        "--count=999999999          | too many at once",
        "--latents=nothing.npy      | nothing.npy: no such file",
      })
  void refusesInOneLine(String option, String message) throws IOException {
    Cli.Result result = generate("images", run, option);
    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.err()).hasLineCount(1).contains(message);
    assertThat(files()).isEmpty();
  }

  @Test
  void refusesLatentsOfAnotherSize() throws IOException {
    Path wrong = folder.resolve("wrong.npy");
    NpyWriter.write(wrong, NpyArray.of(new float[] {1, 2, 3}, 1, 3));
    Cli.Result result = generate("images", run, "--latents", wrong);
    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.err()).contains("[1, 3], but this network needs [images, 8]");
    assertThat(generate("images", run, "--seed=1", "--seeds=2").err()).contains("only one");
    assertThat(generate("images", run, "--count=1", "--seeds=2").err()).contains("--count: not");
    assertThat(generate("images", folder.resolve("nowhere")).err())
        .contains("no such run or snapshot")
        .hasLineCount(1);
  }

  /** Files are written by another thread, whose trouble must not be lost. */
  @ParameterizedTest
  @ValueSource(ints = {0, 5})
  void aPictureThatCannotBeWrittenIsNamed(int index) throws IOException {
    String name = "image%06d.png".formatted(index);
    Files.createDirectories(out.resolve(name).resolve("occupied"));
    Cli.Result result = generate("images", run, "--count=6");
    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.out()).isEmpty();
    assertThat(result.err()).contains(name).hasLineCount(1);
    assertThat(files()).noneMatch(file -> file.endsWith(".partial"));
  }
}
