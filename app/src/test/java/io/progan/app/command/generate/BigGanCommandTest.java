package io.progan.app.command.generate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.progan.app.command.Cli;
import io.progan.core.generate.Generator;
import io.progan.core.generate.LatentSource;
import io.progan.dataset.numpy.NpyArray;
import io.progan.dataset.numpy.NpyReader;
import io.progan.dataset.numpy.RandomState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** BigGAN from the command line: trained for a moment, watched, sampled, and started from. */
class BigGanCommandTest {

  private static final int SIZE = 32;
  private static final int CLASSES = 10;

  @TempDir static Path folder;
  @TempDir Path out;
  private static Path run;

  @BeforeAll
  static void train() {
    Cli.Result result = begin("000-biggan");
    assertThat(result.exitCode()).as(result.err()).isZero();
    run = folder.resolve("results/000-biggan");
  }

  private static Cli.Result begin(String name, Object... options) {
    List<Object> words =
        new ArrayList<>(
            List.of(
                "train",
                "--preset=biggan-emoji",
                "--data-dir=" + folder.resolve("data"),
                "--results=" + folder.resolve("results"),
                "--name=" + name,
                "--total-kimg=0.032",
                "--set=sched.minibatchBase=8",
                "--set=sched.tickKimgBase=0.016",
                "--set=train.networkSnapshotTicks=1",
                "--set=generator.ch=2",
                "--set=discriminator.ch=2"));
    words.addAll(Arrays.asList(options));
    return Cli.run(words.toArray());
  }

  private Cli.Result generate(String command, Object... options) {
    List<Object> words = new ArrayList<>(List.of("generate", command, run, "--out", out));
    words.addAll(Arrays.asList(options));
    return Cli.run(words.toArray());
  }

  @Test
  void singularValuesOfEveryWeightAreKept() throws IOException {
    List<String> lines = Files.readAllLines(run.resolve("stats.jsonl"));
    JsonNode values = new ObjectMapper().readTree(lines.get(1)).get("singularValues");
    assertThat(values.fieldNames()).toIterable().contains("G/linear", "D/embed");
    assertThat(values.at("/G~1blocks.1.1.theta/0").isNumber()).isTrue();
    assertThat(values.get("G/blocks.0.0.conv1").get(0).asDouble()).isBetween(0.1, 3.0);
    assertThat(Files.readString(run.resolve("stats.jsonl"))).contains("realLoss", "fakeLoss");
  }

  @Test
  void aRowForEachClass() throws IOException {
    Cli.Result result = generate("classes", "--columns=3");
    assertThat(result.exitCode()).as(result.err()).isZero();
    var sheet = ImageIO.read(out.resolve("grid000000.png").toFile());
    assertThat(sheet.getWidth()).isEqualTo(3 * SIZE);
    assertThat(sheet.getHeight()).isEqualTo(CLASSES * SIZE);
  }

  @Test
  void rowsFromOneImageToAnother() throws IOException {
    Cli.Result result =
        generate("interpolation", "--rows=2", "--points=1", "--fix=z", "--save-latents");
    assertThat(result.exitCode()).as(result.err()).isZero();
    NpyArray latents = NpyReader.read(out.resolve("latents.npy"));
    NpyArray labels = NpyReader.read(out.resolve("labels.npy"));
    assertThat(latents.shape()).containsExactly(6, 80);
    for (int i = 0; i < 80; i++) {
      assertThat(latents.floats()[i])
          .isEqualTo(latents.floats()[80 + i])
          .isEqualTo(latents.floats()[160 + i]);
    }
    for (int c = 0; c < CLASSES; c++) {
      float[] values = labels.floats();
      assertThat(values[CLASSES + c]).isEqualTo((values[c] + values[2 * CLASSES + c]) / 2);
    }
  }

  @Test
  void truncationHasStatisticsOfItsOwnAndChangesNoFile() throws IOException {
    Path snapshot = run.resolve("network-final.npz");
    byte[] before = Files.readAllBytes(snapshot);
    Cli.Result result =
        generate("images", "--count=40", "--trunc=0.5", "--format=npy", "--save-latents");
    assertThat(result.exitCode()).as(result.err()).isZero();
    float[] latents = NpyReader.read(out.resolve("latents.npy")).floats();
    for (float value : latents) {
      assertThat(Math.abs(value)).isLessThanOrEqualTo(0.5f);
    }
    byte[] pixels = NpyReader.read(out.resolve("images.npy")).bytes();
    float[] labels = NpyReader.read(out.resolve("labels.npy")).floats();
    try (Generator generator = Generator.load(snapshot)) {
      byte[] running = generator.generate(latents, labels).pixels();
      assertThat(pixels).isNotEqualTo(running);
      LatentSource source =
          new LatentSource(generator.distribution(), LatentSource.Manner.RESAMPLED, 0.5);
      assertThat(latents).isEqualTo(source.draw(new RandomState(1000), 40, 80));
      generator.stand(16, source);
      assertThat(generator.generate(latents, labels).pixels()).isEqualTo(pixels);
      generator.stand(0, source);
      assertThat(generator.generate(latents, labels).pixels()).isEqualTo(running);
    }
    assertThat(Files.readAllBytes(snapshot)).isEqualTo(before);
  }

  @Test
  void imagesStandForThemselvesUnlessTheyAreNormalisedTogether() throws IOException {
    assertThat(generate("images", "--seeds=1,2", "--format=npy").exitCode()).isZero();
    byte[] both = NpyReader.read(out.resolve("images.npy")).bytes();
    assertThat(generate("images", "--seeds=2", "--format=npy").exitCode()).isZero();
    byte[] alone = NpyReader.read(out.resolve("images.npy")).bytes();
    assertThat(Arrays.copyOfRange(both, alone.length, both.length)).isEqualTo(alone);
    assertThat(generate("images", "--seeds=1,2", "--format=npy", "--together=2").exitCode())
        .isZero();
    assertThat(NpyReader.read(out.resolve("images.npy")).bytes()).isNotEqualTo(both);
  }

  @Test
  void wrongWaysOfDrawingAreRefused() {
    assertThat(generate("images", "--trunc=1", "--z-scale=1").err())
        .contains("--trunc, --trunc-hub and --z-scale: three things that go by one name");
    assertThat(generate("images", "--trunc=1", "--family=categorical").err())
        .contains("--trunc: latents of family categorical are not normal numbers");
    assertThat(generate("images", "--together=2", "--standing=3").err())
        .contains("--standing: this network makes images without running statistics");
  }

  @Test
  void aCurveOfThresholds() throws IOException {
    Cli.Result result =
        Cli.run(
            "metrics",
            "curve",
            run,
            "--data-dir=" + folder.resolve("data"),
            "--metrics=swd,msssim",
            "--trunc=0.5,2",
            "--num-images=32",
            "--out=" + out);
    assertThat(result.exitCode()).as(result.err()).isZero();
    JsonNode curve = new ObjectMapper().readTree(out.resolve("truncation-curve.json").toFile());
    assertThat(curve.at("/points/0/threshold").asDouble()).isEqualTo(2);
    assertThat(curve.at("/points/1/SWDx1e3_avg").asDouble())
        .isPositive()
        .isNotEqualTo(curve.at("/points/0/SWDx1e3_avg").asDouble());
    assertThat(out.resolve("truncation-curve.svg")).content().contains("<polyline");
  }

  @Test
  void anotherTrainingStartsFromIt() throws IOException {
    Cli.Result result = begin("001-next", "--from=" + run, "--class-from=Flags=Symbols+Objects");
    assertThat(result.exitCode()).as(result.err()).isZero();
    assertThat(result.out() + result.err()).contains("starting from");
    assertThat(folder.resolve("results/001-next/config.json")).content().contains("\"from\"");
    Cli.Result other = begin("002-other", "--from=" + run, "--set=generator.latentSize=40");
    assertThat(other.exitCode()).isEqualTo(2);
    assertThat(other.err()).contains("--from: G/linear.weight is [20, 128] in the snapshot");
    assertThat(folder.resolve("results/002-other")).doesNotExist();
  }
}
