package io.progan.app.command;

import io.progan.app.console.Console;
import io.progan.app.console.ExitCode;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code progan help}: the same as {@code --help}, for those who type it that way. */
@Command(
    name = "help",
    description = "Print the help of a command.",
    footerHeading = "%nExample:%n",
    footer = "  progan help dataset create_from_images")
final class HelpOnCommand implements Callable<Integer> {

  private final Console console;

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "COMMAND", description = "The command (default: progan itself).")
  private List<String> names = new ArrayList<>();

  HelpOnCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    CommandFinder.find(spec.root().commandLine(), names).usage(console.out());
    return ExitCode.DONE;
  }
}
