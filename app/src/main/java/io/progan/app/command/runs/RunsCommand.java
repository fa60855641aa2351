package io.progan.app.command.runs;

import io.progan.app.console.Console;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code progan runs}. */
@Command(
    name = "runs",
    description = "List, show and follow the runs in a folder.",
    footerHeading = "%nExamples:%n",
    footer = {"  progan runs list", "  progan runs show latest", "  progan runs watch 7"})
public final class RunsCommand {

  private RunsCommand() {}

  /** The group with its commands. */
  public static CommandLine group(Console console) {
    return new CommandLine(new RunsCommand())
        .addSubcommand(new RunsListCommand(console))
        .addSubcommand(new RunsShowCommand(console))
        .addSubcommand(new RunsWatchCommand(console));
  }
}
