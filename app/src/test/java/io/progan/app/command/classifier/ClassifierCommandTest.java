package io.progan.app.command.classifier;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.progan.app.command.Cli;
import io.progan.dataset.numpy.NpyArray;
import io.progan.dataset.numpy.NpyWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code progan classifier train}, and mode recovery with what it makes. */
class ClassifierCommandTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir static Path made;
  @TempDir Path folder;

  private static Path grey;
  private static Path stacked;
  private static Path classifier;
  private static JsonNode answer;

  @BeforeAll
  static void trains() throws IOException {
    Path files = StackedDigits.write(made.resolve("files"), 60);
    grey = made.resolve("grey");
    stacked = made.resolve("stacked");
    classifier = made.resolve("bands.npz");
    StackedDigits.done("dataset", "create_mnist", grey, files);
    StackedDigits.done("dataset", "create_mnistrgb", stacked, files, "--num_images=40");
    answer =
        JSON.readTree(
            StackedDigits.done(
                    "classifier",
                    "train",
                    grey,
                    "--out",
                    classifier,
                    "--json",
                    "--epochs=4",
                    "--minibatch=6")
                .out());
  }

  private static Cli.Result train(Object... more) {
    return Cli.run(Stream.concat(Stream.of("classifier", "train"), Arrays.stream(more)).toArray());
  }

  private static void refused(Cli.Result result, String... parts) {
    assertThat(result.exitCode()).as(result.err()).isEqualTo(2);
    assertThat(result.out()).isEmpty();
    assertThat(result.err()).hasLineCount(1).contains(parts);
  }

  private static Cli.Result modes(Path fakes, Path file, Object... more) {
    return Cli.run(
        Stream.concat(
                Stream.of("metrics", "modes", "--fakes", fakes, "--classifier", file),
                Arrays.stream(more))
            .toArray());
  }

  @Test
  void learnsAndSaysHowWell() {
    assertThat(answer.get("file").asText()).isEqualTo(classifier.toString());
    assertThat(answer.get("classes").asInt()).isEqualTo(3);
    assertThat(answer.get("pictures").asInt()).isEqualTo(54);
    assertThat(answer.get("heldOut").asInt()).isEqualTo(6);
    assertThat(answer.get("error").asDouble()).isZero();
    assertThat(answer.get("augmented").asBoolean()).isTrue();
  }

  @Test
  void aFileIsReplacedOnlyByForce() throws IOException {
    refused(train(grey, "--out", classifier), "is there already; --force replaces it");
    Path copy = folder.resolve("copy.npz");
    Object[] line = {grey, "--test", grey, "--out", copy, "--epochs=1", "--no-augment", "--json"};
    Cli.Result first = train(line);
    assertThat(first.exitCode()).as(first.err()).isZero();
    assertThat(JSON.readTree(first.out()).get("augmented").asBoolean()).isFalse();
    assertThat(JSON.readTree(first.out()).get("heldOut").asInt()).isEqualTo(60);
    byte[] content = Files.readAllBytes(copy);
    Cli.Result again = train(Stream.concat(Arrays.stream(line), Stream.of("--force")).toArray());
    assertThat(again.out()).isEqualTo(first.out());
    assertThat(copy).hasBinaryContent(content);
  }

  @Test
  void countsTheModesOfADataset() throws IOException {
    Cli.Result result =
        modes(stacked, classifier, "--evaluations=2", "--json", "--out", folder, "--minibatch=7");
    assertThat(result.exitCode()).as(result.err()).isZero();
    JsonNode found = JSON.readTree(result.out()).get("results").get(0);
    assertThat(found.at("/values/Modes").asDouble()).isBetween(10.0, 20.0);
    assertThat(found.at("/values/KL_uniform").asDouble()).isBetween(0.2, 1.2);
    assertThat(found.at("/conditions/images").asInt()).isEqualTo(40);
    JsonNode settings = found.at("/conditions/settings");
    assertThat(settings.get("classifier").asText()).isEqualTo(answer.get("fingerprint").asText());
    assertThat(settings.get("evaluations").asInt()).isEqualTo(2);
    assertThat(folder.resolve("metric-modes-40.txt")).exists();
    assertThat(Files.readString(folder.resolve("metrics.jsonl")))
        .contains(answer.get("fingerprint").asText());
  }

  @Test
  void measuresARunOfStackedPictures() throws IOException {
    Path results = folder.resolve("results");
    trainRun(
        results, "stacked", "--metrics=modes", "--metrics-images=20", "--classifier", classifier);
    Path run = results.resolve("000-pgan-stacked-preset-quickstart-fp32");
    String log = Files.readString(run.resolve("metrics.jsonl"));
    Cli.Result result =
        StackedDigits.done(
            "metrics", "modes", run, "--classifier", classifier, "--num-images=20", "--json");
    List<JsonNode> rows =
        List.of(
            JSON.readTree(result.out()).get("results").get(0),
            JSON.readTree(result.out()).get("results").get(1));
    assertThat(rows.get(0).get("row").asText()).isEqualTo("Reals");
    assertThat(rows.get(1).at("/conditions/settings/latentSeed").asInt()).isEqualTo(1000);
    assertThat(rows.get(1).at("/conditions/settings/minibatch").asInt()).isEqualTo(256);
    assertThat(rows.get(1).at("/values/Modes").asDouble()).isBetween(1.0, 2.0);
    assertThat(Files.readString(run.resolve("metrics.jsonl")))
        .as("measured during the training, shown again")
        .isEqualTo(log)
        .isNotEmpty();
  }

  @Test
  void aRunOfGreyPicturesIsRefused() {
    Path results = folder.resolve("results");
    trainRun(results, "grey");
    Path run = results.resolve("000-pgan-grey-preset-quickstart-fp32");
    refused(
        Cli.run("metrics", "modes", run, "--classifier", classifier, "--num-images=20"),
        "needs RGB images of 32x32");
    refused(Cli.run("metrics", "modes", run), "needs a classifier", "--classifier FILE");
  }

  private static void trainRun(Path results, String dataset, Object... more) {
    Object[] options = {
      "train",
      "--data-dir=" + made,
      "--dataset=" + dataset,
      "--results=" + results,
      "--total-kimg=1",
      "--set=sched.tickKimgBase=1",
      "--set=sched.tickKimgDict={}",
      "--set=sched.minibatchBase=500",
      "--set=sched.minibatchDict={}",
      "--set=train.minibatchRepeats=1",
      "--set=train.networkSnapshotTicks=1",
      "--set=generator.fmapMax=4",
      "--set=discriminator.fmapMax=4"
    };
    StackedDigits.done(Stream.concat(Arrays.stream(options), Arrays.stream(more)).toArray());
  }

  @Test
  void unusableDatasetsAreRefused() throws IOException {
    Path out = folder.resolve("c.npz");
    refused(train(stacked, "--out", out), "is in colour");
    Path unlabelled = folder.resolve("unlabelled");
    try (Stream<Path> files = Files.list(grey)) {
      Files.createDirectory(unlabelled);
      for (Path file : files.filter(f -> f.toString().endsWith(".tfrecords")).toList()) {
        Files.copy(file, unlabelled.resolve(file.getFileName()));
      }
    }
    refused(train(unlabelled, "--out", out), "has no labels");
    refused(train(grey, "--out", out, "--minibatch=55"), "54 pictures to learn from are fewer");
    refused(train(grey, "--out", out, "--held-out=91"), "--held-out: must be 0 to 90");
    refused(train(grey, "--out", out, "--held-out=5", "--test", grey), "--held-out: not with");
    refused(train(grey, "--out", out, "--learning-rate=0"), "--learning-rate: must be above 0");
    refused(train(grey, "--out", out, "--seed=-1"), "--seed: must be 0 to");
    refused(train(grey, "--out", folder.resolve("c.txt")), "must end with .npz");
    refused(train(folder.resolve("nowhere"), "--out", out), "nowhere");
    assertThat(out).doesNotExist();
  }

  @Test
  void damagedAndOtherFilesAreRefused() throws IOException {
    byte[] whole = Files.readAllBytes(classifier);
    Path file = folder.resolve("broken.npz");
    for (int length : new int[] {0, 1, 100, whole.length / 2, whole.length - 1}) {
      Files.write(file, Arrays.copyOf(whole, length));
      refused(modes(stacked, file), file.toString());
    }
    byte[] damaged = whole.clone();
    damaged[damaged.length / 2] ^= 1;
    Files.write(file, damaged);
    refused(modes(stacked, file), file.toString(), "damaged");
    String text = new String(whole, StandardCharsets.ISO_8859_1);
    Files.write(
        file,
        text.replace("conv0/bias.npy", "conv0/boas.npy").getBytes(StandardCharsets.ISO_8859_1));
    refused(modes(stacked, file), file.toString(), "conv0/bo");
    Path text2 = Files.writeString(folder.resolve("text.npz"), "no classifier");
    refused(modes(stacked, text2), text2.toString());
    refused(modes(stacked, folder.resolve("none.npz")), "none.npz");
  }

  @Test
  void imagesThatDoNotFitAreRefused() throws IOException {
    Path large = folder.resolve("large.npy");
    NpyWriter.write(large, NpyArray.of(new byte[10 * 3 * 64 * 64], 10, 3, 64, 64));
    refused(modes(large, classifier), "needs RGB images of 32x32, they are");
    Path small = folder.resolve("grey.npy");
    NpyWriter.write(small, NpyArray.of(new byte[10 * 32 * 32], 10, 1, 32, 32));
    refused(modes(small, classifier), "needs RGB images of 32x32, they are");
    refused(modes(stacked, classifier, "--num-images=25"), "cannot be cut into 10 equal");
    Path features = folder.resolve("features.npy");
    NpyWriter.write(features, NpyArray.of(new float[40], 10, 4));
    refused(modes(features, classifier), "needs images, not features");
    refused(Cli.run("metrics", "modes", "--fakes", stacked), "needs a classifier");
  }
}
