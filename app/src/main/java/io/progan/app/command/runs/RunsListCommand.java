package io.progan.app.command.runs;

import io.progan.app.console.Console;
import io.progan.app.console.ExitCode;
import io.progan.app.mixin.ResultsOption;
import io.progan.app.runs.RunJson;
import io.progan.app.runs.RunSummary;
import io.progan.app.runs.RunTable;
import io.progan.core.snapshot.RunFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code progan runs list}. */
@Command(
    name = "list",
    sortOptions = false,
    description = {
      "List all runs, the newest first: state, progress, speed and an estimate of the time left.",
      "States: running, done, stopped (or failed; it can go on), crashed (its process vanished),"
          + " diverged."
    },
    footerHeading = "%nExamples:%n",
    footer = {"  progan runs list", "  progan runs list --results /data/results --json"})
final class RunsListCommand implements Callable<Integer> {

  private final Console console;

  @Mixin private final ResultsOption results = new ResultsOption();

  @Option(names = "--json", description = "Print one JSON array instead (default: no).")
  boolean json;

  RunsListCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    if (!Files.isDirectory(results.results())) {
      throw new NoSuchFileException(results.results().toString());
    }
    List<RunSummary> runs = new ArrayList<>();
    for (RunFolder folder : RunFolder.list(results.results())) {
      if (Files.isDirectory(folder.path())) {
        runs.add(RunSummary.of(folder));
      }
    }
    console.out().print(json ? RunJson.list(runs) : table(runs));
    return ExitCode.DONE;
  }

  /** A script gets one line a run, however long. */
  private String table(List<RunSummary> runs) {
    return console.terminal() ? RunTable.of(runs, console.columns()) : RunTable.of(runs);
  }
}
