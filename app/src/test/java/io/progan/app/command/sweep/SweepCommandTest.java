package io.progan.app.command.sweep;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.progan.app.command.Cli;
import io.progan.core.snapshot.RunFolder;
import io.progan.core.snapshot.RunLock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A study of two variants, one of which diverges, in processes of their own. */
class SweepCommandTest {

  private static final String VARIANTS =
      "{\"name\": \"tame\", \"label\": \"(a) Tame\"},"
          + " {\"name\": \"wild\", \"set\": {\"sched.gLrateBase\": 1e30, \"sched.dLrateBase\": 1e30}}";

  private static final ObjectMapper JSON = new ObjectMapper();

  @TempDir Path folder;

  private SmallStudy study;
  private Path file;

  private Cli.Result sweep(Object... more) {
    Object[] words = new Object[more.length + 4];
    words[0] = file;
    words[1] = "--dataset=small";
    words[2] = "--metrics=swd,msssim";
    words[3] = "--metrics-images=16";
    System.arraycopy(more, 0, words, 4, more.length);
    return study.sweep(words);
  }

  @Test
  void trainsMeasuresComparesAndIsExtended() throws IOException {
    study = SmallStudy.make(folder, 16);
    file = study.file(VARIANTS);

    Cli.Result first = sweep();
    assertThat(first.exitCode()).as(first.out() + first.err()).isEqualTo(3);
    assertThat(first.out())
        .contains("study mine: 2 runs of 2 variants in " + study.out() + ", 0 done")
        .contains("trained   000-tame-seed1000", "done      000-tame-seed1000; 1 run left")
        .containsPattern("\\(a\\) Tame +\\d+\\.\\d{4}\\* ")
        .contains("wild, seed 1000, diverged (001-wild-seed1000): training diverged at ");
    assertThat(first.err()).contains("001-wild-seed1000: diverged: training diverged at ");
    theTableIsWhatMetricsSays();
    theFilesTellTheSame();

    Cli.Result again = study.sweep("--json");
    assertThat(again.exitCode()).as(again.out() + again.err()).isEqualTo(3);
    assertThat(again.out()).isEqualTo(Files.readString(study.out().resolve("study.json")));

    otherStudiesAreRefused();
    workOfOthersIsRefused();

    Cli.Result more = study.sweep("--seeds=2", "--jobs=2");
    assertThat(more.exitCode()).as(more.out() + more.err()).isEqualTo(3);
    assertThat(more.out())
        .contains("4 runs of 2 variants", "done      002-tame-seed1001")
        .containsPattern("\\(a\\) Tame +\\d+\\.\\d{4} \\+- \\d+\\.\\d{4}\\* ")
        .doesNotContain("training  000", "training  001");
  }

  private JsonNode json() throws IOException {
    return JSON.readTree(Files.readAllBytes(study.out().resolve("study.json")));
  }

  private void theTableIsWhatMetricsSays() throws IOException {
    Path run = study.out().resolve("runs/000-tame-seed1000");
    JsonNode cells = json().at("/table/rows/0/cells");
    for (String metric : new String[] {"swd", "msssim"}) {
      Cli.Result result = Cli.run("metrics", metric, run, "--num-images=16", "--force", "--json");
      assertThat(result.exitCode()).as(result.err()).isZero();
      JsonNode values =
          StreamSupport.stream(JSON.readTree(result.out()).path("results").spliterator(), false)
              .filter(row -> row.has("snapshot"))
              .findFirst()
              .orElseThrow()
              .path("values");
      assertThat(values.properties()).isNotEmpty();
      values
          .properties()
          .forEach(
              value ->
                  assertThat(cells.path(value.getKey()).path("mean"))
                      .as(value.getKey())
                      .isEqualTo(value.getValue()));
    }
  }

  private void theFilesTellTheSame() throws IOException {
    assertThat(json().at("/runs/0/state").textValue()).isEqualTo("done");
    assertThat(json().at("/runs/1/state").textValue()).isEqualTo("diverged");
    assertThat(study.out().resolve("study.md"))
        .content()
        .containsPattern("\\| \\(a\\) Tame \\| \\*\\*\\d+\\.\\d{4}\\*\\* \\|")
        .contains("| wild | - |", "- wild, seed 1000, diverged (001-wild-seed1000)");
    assertThat(study.out().resolve("study.html"))
        .content()
        .contains("<td>(a) Tame</td><td class=\"number\"><strong>", "<h3>Seed 1000</h3>")
        .contains("<figcaption>(a) Tame</figcaption>", "<figcaption>wild</figcaption>");
    assertThat(Cli.run("runs", "list", "--results", study.out().resolve("runs")).out())
        .contains("000-tame-seed1000", "001-wild-seed1000");
  }

  private void otherStudiesAreRefused() throws IOException {
    refused(sweep("--total-kimg=1"), "variant tame: train.totalKimg is 0.064 there, not 1");
    refused(study.sweep("--total-kimg=1"), "train.totalKimg: only with the name of a study");
    refused(sweep("--threads=7"), "--threads is none there, not 7");
    study.file(VARIANTS + ", {\"name\": \"third\"}");
    refused(sweep(), "its variants are tame, wild, not tame, wild, third");
    study.file(VARIANTS);
  }

  private void refused(Cli.Result result, String words) {
    assertThat(result.exitCode()).as(result.err()).isEqualTo(2);
    assertThat(result.err()).hasLineCount(1).contains(words);
  }

  private void workOfOthersIsRefused() throws IOException {
    String self = "process " + ProcessHandle.current().pid();
    RunLock whole = RunLock.take(new RunFolder(study.out()));
    try (whole) {
      Cli.Result result = sweep();
      assertThat(result.exitCode()).isEqualTo(1);
      assertThat(result.err()).hasLineCount(1).contains(self + " is working on this study; wait");
    }
    Path run = study.out().resolve("runs/001-wild-seed1000");
    RunLock one = RunLock.take(new RunFolder(run));
    try (one) {
      Cli.Result result = sweep();
      assertThat(result.exitCode()).isEqualTo(1);
      assertThat(result.err())
          .hasLineCount(1)
          .contains(run + ": " + self + " is training this run; wait until it has ended");
    }
  }
}
