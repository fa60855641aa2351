package io.progan.app.command.runs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.progan.app.command.Cli;
import io.progan.app.console.ExitCode;
import io.progan.app.runs.RunSummary;
import io.progan.app.runs.RunTable;
import io.progan.core.snapshot.RunEnd;
import io.progan.core.snapshot.RunFolder;
import io.progan.core.snapshot.RunLock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One tiny run, seen in every state. */
class RunsCommandTest {

  private static final String NAME = "000-pgan-noto-emoji-preset-quickstart-fp32";

  @TempDir static Path folder;
  private static Path results;
  private static RunFolder run;

  @BeforeAll
  static void trains() {
    results = folder.resolve("results");
    Cli.Result result =
        Cli.run(
            "train",
            "--data-dir=" + folder.resolve("data"),
            "--results=" + results,
            "--total-kimg=0.064",
            "--set=sched.tickKimgBase=0.032",
            "--set=sched.tickKimgDict={}",
            "--set=train.networkSnapshotTicks=1",
            "--set=generator.fmapMax=8",
            "--set=discriminator.fmapMax=8");
    assertThat(result.exitCode()).as(result.err()).isZero();
    run = new RunFolder(results.resolve(NAME));
  }

  @BeforeEach
  void isDone() throws IOException {
    Files.writeString(run.done(), "");
    RunEnd.now(ExitCode.DONE, "done").write(run);
  }

  private static Cli.Result runs(Object... words) {
    Object[] all = new Object[words.length + 2];
    all[0] = "runs";
    System.arraycopy(words, 0, all, 1, words.length);
    all[words.length + 1] = "--results=" + results;
    return Cli.run(all);
  }

  private static JsonNode show() throws IOException {
    Cli.Result result = runs("show", "0", "--json");
    assertThat(result.err()).isEmpty();
    return new ObjectMapper().readTree(result.out());
  }

  @Test
  void listsRunsForPeopleAndScripts() throws IOException {
    Cli.Result table = runs("list");
    assertThat(table.exitCode()).isZero();
    assertThat(table.out().lines().toList()).hasSize(2);
    assertThat(table.out()).containsPattern("done +0\\.1 +0\\.064 +3\\.00 +4 .*" + NAME);
    JsonNode list = new ObjectMapper().readTree(runs("list", "--json").out());
    assertThat(list).hasSize(1);
    assertThat(list.at("/0/state").asText()).isEqualTo("done");
    assertThat(list.at("/0/kimg").asDouble()).isEqualTo(0.064);
    assertThat(list.at("/0/secondsLeft").isNull()).isTrue();
  }

  @Test
  void listsRunsOnANarrowTerminal() throws IOException {
    List<RunSummary> list = List.of(RunSummary.of(run));
    assertThat(RunTable.of(list, 140)).isEqualTo(RunTable.of(list));
    String narrow = RunTable.of(list, 40);
    assertThat(narrow.lines()).allMatch(line -> line.length() <= 40);
    assertThat(narrow)
        .startsWith("000-pgan-noto-emoji-preset-quickstart-\n    fp32\n    done, ")
        .contains("0.1 of 0.064 kimg", "lod 3.00", "4 pixels", "sec/kimg");
    assertThat(narrow.replaceAll("\\n +", "")).contains(NAME);
    assertThat(RunTable.of(List.of(), 40)).isEqualTo("no runs\n");
  }

  @Test
  void showsADoneRun() throws IOException {
    JsonNode json = show();
    assertThat(json.get("state").asText()).isEqualTo("done");
    assertThat(json.get("resume").isNull()).isTrue();
    assertThat(json.get("snapshots").get(0).asText()).endsWith("network-final.npz");
    assertThat(json.at("/lastTick/tick").asInt()).isPositive();
    assertThat(runs("show", "latest").out())
        .startsWith("run        " + run.path() + "\nstate      done")
        .contains("network-final.npz");
  }

  @Test
  void tellsHowARunEnded() throws IOException {
    Files.delete(run.done());
    RunEnd.now(ExitCode.STOPPED, "by the user").write(run);
    assertThat(show().get("state").asText()).isEqualTo("stopped");
    assertThat(runs("show", NAME).out())
        .contains("stopped: by the user")
        .contains("to go on   progan train --resume " + run.path());
    RunEnd.now(ExitCode.DIVERGED, "training diverged at 3.0 kimg").write(run);
    assertThat(runs("show", "0").out()).contains("diverged: training diverged at 3.0 kimg");
    RunEnd.clear(run);
    assertThat(show().get("state").asText()).isEqualTo("crashed");
    try (RunLock lock = RunLock.take(run)) {
      assertThat(lock).isNotNull();
      JsonNode running = show();
      assertThat(running.get("state").asText()).isEqualTo("running");
      assertThat(running.get("process").asText())
          .isEqualTo("process " + ProcessHandle.current().pid());
      assertThat(running.get("resume").isNull()).isTrue();
    }
  }

  @Test
  void showsTheNewestMetricsAndPassesOverHalfLines() throws IOException {
    Path metrics = run.path().resolve("metrics.jsonl");
    String line =
        "{\"metric\": \"swd\", \"snapshot\": {\"kimg\": %d}, \"values\": {\"avg\": %d}}\n";
    Files.writeString(
        metrics, line.formatted(64, 5) + line.formatted(32, 9) + "{\"metric\": \"swd\", ");
    try {
      assertThat(runs("show", "0").out()).contains("metric     swd at 64 kimg: avg 5\n");
      assertThat(show().at("/lastMetrics/0/values/avg").asInt()).isEqualTo(5);
    } finally {
      Files.delete(metrics);
    }
  }

  @Test
  void watchesARunUntilItsEnd() throws Exception {
    Files.delete(run.done());
    RunEnd.clear(run);
    CompletableFuture<Cli.Result> watching;
    try (RunLock lock = RunLock.take(run)) {
      assertThat(lock).isNotNull();
      watching = CompletableFuture.supplyAsync(() -> runs("watch", "0"));
      Files.writeString(run.log(), "tick 7 is new\n", StandardOpenOption.APPEND);
      assertThat(watching).isNotDone();
      RunEnd.now(ExitCode.STOPPED, "by the user").write(run);
    }
    Cli.Result result = watching.get(1, TimeUnit.MINUTES);
    assertThat(result.exitCode()).isZero();
    assertThat(result.out()).contains("tick 1 ").contains("tick 7 is new\n");
    assertThat(result.err()).isEqualTo("progan: " + run.path() + ": stopped (by the user)\n");
  }

  @Test
  void wrongNamesEndWithOneLine() {
    assertThat(runs("show", "7").err()).startsWith("progan: 7: no such run").hasLineCount(1);
    assertThat(runs("show", "7").exitCode()).isEqualTo(2);
    Path nowhere = folder.resolve("nowhere");
    for (String command : new String[] {"list", "show latest", "watch latest"}) {
      Object[] words = ("runs " + command + " --results=" + nowhere).split(" ");
      Cli.Result result = Cli.run(words);
      assertThat(result.exitCode()).as(command).isEqualTo(2);
      assertThat(result.err()).contains(nowhere.toString()).hasLineCount(1);
    }
  }
}
