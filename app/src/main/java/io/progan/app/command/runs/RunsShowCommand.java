package io.progan.app.command.runs;

import io.progan.app.console.Console;
import io.progan.app.console.ExitCode;
import io.progan.app.runs.RunDetails;
import io.progan.app.runs.RunJson;
import io.progan.app.runs.RunSummary;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code progan runs show}. */
@Command(
    name = "show",
    sortOptions = false,
    description = {
      "Show one run: state, progress, losses of the last tick, time left by stage, metrics,"
          + " snapshots, and the command that goes on with it.",
      "Stages that have not begun are estimated from those that have."
    },
    footerHeading = "%nExamples:%n",
    footer = {"  progan runs show latest", "  progan runs show 7 --json"})
final class RunsShowCommand implements Callable<Integer> {

  private final Console console;

  @Mixin private final RunArgument run = new RunArgument();

  @Option(names = "--json", description = "Print one JSON object instead (default: no).")
  boolean json;

  RunsShowCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    RunSummary summary = RunSummary.of(run.folder());
    console.out().print(json ? RunJson.full(summary) : RunDetails.of(summary));
    return ExitCode.DONE;
  }
}
