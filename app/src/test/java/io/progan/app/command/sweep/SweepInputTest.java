package io.progan.app.command.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import io.progan.app.command.Cli;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is wrong is said in one line before anything is trained or written. */
class SweepInputTest {

  private static final String PLAIN = "{\"name\": \"plain\"}";

  @TempDir Path folder;

  private void refused(Cli.Result result, String... words) {
    assertThat(result.exitCode()).as(result.err()).isEqualTo(2);
    assertThat(result.out()).isEmpty();
    assertThat(result.err()).hasLineCount(1).contains(words);
    assertThat(Files.exists(folder.resolve("out/runs"))).isFalse();
  }

  @Test
  void wrongWords() throws IOException {
    SmallStudy study = new SmallStudy(folder);
    Path file = study.file(PLAIN);
    refused(Cli.run("sweep", file), "missing required option: '--out=DIR'");
    refused(study.sweep("tabel1"), "no study is called \"tabel1\"; did you mean table1?");
    refused(study.sweep(folder.resolve("no.json")), "no.json", "no such file");
    refused(study.sweep(), "there is no study to go on with; name one");
    refused(study.sweep(file, "--jobs=0"), "--jobs");
    refused(study.sweep(file, "--seeds=0"), "--seeds");
    refused(study.sweep(file, "--seeds=5000"), "--seeds: must be 1 to 1000, got 5000");
    refused(study.sweep(file, "--metrics=swdd"), "--metrics: no metric is called 'swdd'; did you");
    refused(study.sweep(file, "--set=x"), "x: expected PATH=VALUE");
    refused(
        study.sweep(file, "--set=train.totalKmg=2"),
        "variant plain: train.totalKmg: unknown key; did you mean train.totalKimg?");
    refused(study.sweep(file, "--dataset=none"), "none: there is no such dataset folder");
  }

  @Test
  void aStudyFileWithATypo() throws IOException {
    SmallStudy study = new SmallStudy(folder);
    Path file = study.file("{\"name\": \"a\", \"overlay\": [\"cond\"]}");
    refused(
        study.sweep(file),
        "variants[0].overlay: unknown key; did you mean overlays? (in " + file + ")");
    study.file("{\"name\": \"a\", \"preset\": \"quikstart\"}");
    refused(
        study.sweep(file), "variant a: preset: no preset is called \"quikstart\"; did you mean");
    study.file("{\"name\": \"a\", \"set\": {\"generator.fmapMaxx\": 2}}");
    refused(study.sweep(file), "variant a: generator.fmapMaxx: unknown key; did you mean");
  }

  @Test
  void aVariantOrAMetricThatDoesNotFitTheDataset() throws IOException {
    SmallStudy study = SmallStudy.make(folder, 8);
    Path file = study.file(PLAIN + ", {\"name\": \"hd\", \"set\": {\"dataset.resolution\": 1024}}");
    refused(
        study.sweep(file, "--dataset=small", "--metrics=is"),
        "variant hd: dataset.resolution: is 1024, but the dataset is smaller: 8x8");
    study.file(PLAIN);
    refused(
        study.sweep(file, "--dataset=small", "--metrics=msssim"),
        "--metrics msssim: MS-SSIM with 5 levels needs a height and width divisible by 16");
    refused(study.sweep(file, "--dataset=small", "--metrics=fid"), "FID needs a feature network");
    refused(
        study.sweep(file, "--dataset=small", "--metrics=kid", "--metrics-images=1"),
        "--metrics-images 1: KID needs at least 2");
  }

  @Test
  void aFolderOfSomethingElse() throws IOException {
    SmallStudy study = new SmallStudy(folder);
    Path file = study.file(PLAIN);
    Files.writeString(study.out(), "a file");
    refused(study.sweep(file), "--out " + study.out() + ": is a file; name a folder");
    Files.delete(study.out());
    Files.createDirectories(study.out().resolve("holiday"));
    refused(study.sweep(file), ": holds other files and no study (study.json); name a new");
    Files.writeString(study.out().resolve("study.json"), "{\"study\": 3}");
    refused(study.sweep(file), "study.json: damaged (");
  }

  @Test
  void aDryRunListsTheRunsAndWritesNothing() throws IOException {
    SmallStudy study = SmallStudy.make(folder, 16);
    Path file = study.file(PLAIN + ", {\"name\": \"flat\", \"overlays\": [\"nogrowing\"]}");
    Cli.Result result = study.sweep(file, "--dataset=small", "--seeds=2", "--dry-run");
    assertThat(result.exitCode()).as(result.err()).isZero();
    assertThat(result.out().lines())
        .hasSize(6)
        .anyMatch(line -> line.matches("waiting +003-flat-seed1001 +0.064 +preset quickstart, .*"));
    assertThat(result.out()).endsWith("4 runs, 0.256 kimg in all\n");
    assertThat(study.out()).doesNotExist();
  }
}
