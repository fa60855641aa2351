package io.progan.app.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever is wrong ends with exit code 2 and one line that names it. */
class ErrorsTest {

  @TempDir Path folder;

  static Stream<Arguments> wrongCommandLines() {
    return Stream.of(
        arguments("trian", "unknown command 'trian'; did you mean train?"),
        arguments("xyzzy", "unknown command 'xyzzy'; there are train, sweep, dataset,"),
        arguments("train extra", "unknown argument 'extra'"),
        arguments("train --totl-kimg 3", "unknown option '--totl-kimg'; did you mean --total-kimg"),
        arguments("train --totl-kimg=3", "did you mean --total-kimg"),
        arguments("train --total 3", "unknown option '--total'; did you mean --total-kimg?"),
        arguments("train --seed 1 --seed 2", "'--seed' (N) should be specified only once"),
        arguments("train --total-kimg many", "'--total-kimg': 'many' is not a number"),
        arguments("train --seed 1.5", "'--seed': '1.5' is not a whole number"),
        arguments("train --json --seed", "parameter for option '--seed'"),
        arguments("train --backend tpu", "'--backend': must be cpu or cuda, got 'tpu'"),
        arguments("train --json", "--json: only with --dry-run"),
        arguments("train --preset nope", "no preset is called \"nope\"; there are v1-1gpu"),
        arguments("train --overlay nogrowin", "did you mean nogrowing?"),
        arguments("train --overlay nogrowing,nope", "no overlay is called \"nope\""),
        arguments(
            "train --set sched.minibatchbase=8",
            "sched.minibatchbase: unknown key; did you mean sched.minibatchBase?"),
        arguments("train --set sched.minibatchBase", "expected PATH=VALUE"),
        arguments(
            "train --set sched.minibatchBase=eight",
            "sched.minibatchBase: expected a whole number, got \"eight\""),
        arguments("train --total-kimg 0", "train.totalKimg: must be above 0"),
        arguments("train --seed -1", "randomSeed: must be at least 0, got -1"),
        arguments("train --gpus 0", "numGpus: must be at least 1"),
        arguments("train --labels some", "dataset.maxLabelSize: must be \"full\" or a whole"),
        arguments("train --set dataset.resolution=48", "dataset.resolution: must be a power of"),
        arguments("train --dry-run --gpus 3", "sched.minibatchBase: gives each replica 5 images"),
        arguments(
            "train --dry-run --set dataset.resolution=64 --dataset DIR/noto-emoji",
            "is smaller: 32x32"),
        arguments("train --data-dir DIR --dataset nope", "DIR/nope: there is no such dataset"),
        arguments("train --dataset DIR/empty", "DIR/empty: the dataset folder is empty; make it"),
        arguments("train --dataset DIR/file", "DIR/file: is a file, not a dataset folder"),
        arguments("train --dataset DIR/other", "DIR/other: holds no dataset"),
        arguments("train --dry-run --data-dir DIR --dataset nope", "--set dataset.resolution=N"),
        arguments("train --data-dir DIR --results DIR/file", "DIR/file is a file, not a folder"),
        arguments("train --data-dir DIR --results DIR/file/x", "DIR/file is a file, not a folder"),
        arguments(
            "train --resume 7", "--resume 7: no such run or snapshot, neither here nor below"),
        arguments("train --resume latest", "no unfinished run below DIR/results"),
        arguments("train --resume DIR/file", "DIR/file: an empty file, not a snapshot; name"),
        arguments("train --resume DIR/empty", "DIR/empty: no snapshot; the run has to start anew"),
        arguments("train --resume 7 --seed 1", "--seed: not with --resume, which takes"),
        arguments("train --resume 7 --set numGpus=2", "--set: not with --resume"),
        arguments("train --preset v2-1gpu --resume 7", "--preset: not with --resume"),
        arguments("train --no-mirror --resume 7", "--no-mirror: not with --resume"),
        arguments("train --dry-run --resume 7", "--dry-run: not with --resume"),
        arguments("dataset create_from_images DIR/new DIR/empty", "DIR/empty: no pictures"),
        arguments("dataset create_from_images DIR/new DIR/nope", "DIR/nope: no such folder"),
        arguments("dataset create_from_images DIR/new DIR/file", "is a file, not a folder"),
        arguments("dataset create_from_images DIR/new DIR/other", "DIR/other/text: not a picture"),
        arguments("dataset create_from_images DIR/new", "missing required parameter: 'image_dir'"),
        arguments("dataset create_emoji DIR/file", "DIR/file: is a file, not a folder"),
        arguments("dataset create_emoji DIR/file/x", "DIR/file/x: folder cannot be made here"),
        arguments("dataset create_emoji DIR/other", "DIR/other: exists and is no dataset"),
        arguments("dataset create_emoji DIR/new --shuffle 2", "--shuffle: must be 0 or 1, got 2"),
        arguments("help nope", "unknown command 'nope'"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("wrongCommandLines")
  void endsWithOneLine(String line, String expected) throws IOException {
    Files.createDirectory(folder.resolve("empty"));
    Files.createDirectory(folder.resolve("other"));
    Files.writeString(folder.resolve("other/text"), "no picture");
    Files.writeString(folder.resolve("file"), "");

    String prefix = line.startsWith("train") && !line.contains("--results") ? results() : "";
    Cli.Result result = Cli.run((Object[]) (placed(line) + prefix).split(" "));

    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.out()).isEmpty();
    String last = result.err().lines().reduce((a, b) -> b).orElseThrow();
    assertThat(last).startsWith("progan: ").contains(placed(expected));
    assertThat(result.err().lines()).allMatch(said -> said.startsWith("progan: "));
    assertThat(folder.resolve("new")).doesNotExist();
    assertThat(folder.resolve("results")).doesNotExist();
  }

  @Test
  void verboseAddsTheStackTrace() {
    Cli.Result result = Cli.run("train", "--preset", "nope", "--verbose");
    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.err()).contains("ConfigException").contains("\tat io.progan");
  }

  @Test
  void cudaWithoutItsLibrarySaysWhatToDo() {
    Object[] line = ("train --backend cuda" + results()).split(" ");
    Cli.Result result = Cli.run(line);
    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.err())
        .startsWith("progan: backend cuda: ")
        .contains("--backend cpu")
        .hasLineCount(1);
  }

  @Test
  void existingDatasetIsKeptUnlessReplaced() throws IOException {
    Path dataset = folder.resolve("mine");
    assertThat(Cli.run("dataset", "create_emoji", dataset).exitCode()).isZero();
    Cli.Result again = Cli.run("dataset", "create_emoji", dataset);
    assertThat(again.exitCode()).isEqualTo(2);
    assertThat(again.err()).contains("already holds a dataset; use --replace").hasLineCount(1);
    assertThat(Cli.run("dataset", "create_emoji", dataset, "--replace").exitCode()).isZero();
  }

  private String results() {
    return " --results " + folder.resolve("results");
  }

  private String placed(String text) {
    return text.replace("DIR", folder.toString());
  }
}
