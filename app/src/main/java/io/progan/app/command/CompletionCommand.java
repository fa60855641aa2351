package io.progan.app.command;

import io.progan.app.console.Console;
import io.progan.app.console.ExitCode;
import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code progan completion}. */
@Command(
    name = "completion",
    aliases = "generate-completion",
    description = "Print a script that completes progan's commands and options in bash and zsh.",
    footerHeading = "%nExample:%n",
    footer = "  source <(progan completion)")
final class CompletionCommand implements Callable<Integer> {

  private final Console console;

  @Spec private CommandSpec spec;

  CompletionCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    console.out().println(AutoComplete.bash("progan", spec.root().commandLine()));
    return ExitCode.DONE;
  }
}
