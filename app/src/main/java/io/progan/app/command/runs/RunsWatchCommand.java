package io.progan.app.command.runs;

import io.progan.app.console.Console;
import io.progan.app.console.ExitCode;
import io.progan.app.runs.RunSummary;
import io.progan.app.runs.RunWatch;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code progan runs watch}. */
@Command(
    name = "watch",
    sortOptions = false,
    description = {
      "Follow a run: the last lines of its log, then each new one, until the run ends.",
      "Ctrl-C ends the watching; the run goes on."
    },
    footerHeading = "%nExample:%n",
    footer = "  progan runs watch latest")
final class RunsWatchCommand implements Callable<Integer> {

  private final Console console;

  @Mixin private final RunArgument run = new RunArgument();

  RunsWatchCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    RunSummary end = new RunWatch(console, run.folder()).follow();
    console.note(
        "%s: %s".formatted(end.folder().path(), end.state())
            + end.reason().map(reason -> " (" + reason + ")").orElse(""));
    return ExitCode.DONE;
  }
}
