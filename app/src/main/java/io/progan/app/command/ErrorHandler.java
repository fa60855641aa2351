package io.progan.app.command;

import io.progan.app.console.Console;
import io.progan.app.console.ErrorLine;
import io.progan.app.console.ExitCode;
import io.progan.presets.config.Nearest;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Ends a command that went wrong with one line, and with {@code --verbose} a stack trace. */
final class ErrorHandler implements IParameterExceptionHandler, IExecutionExceptionHandler {

  /** What picocli says when a group of commands is called without one. */
  private static final String MISSING_COMMAND = "Missing required subcommand";

  private final Console console;
  private final String[] args;
  private final boolean verbose;

  ErrorHandler(Console console, String... args) {
    this.console = console;
    this.args = args;
    this.verbose = Arrays.asList(args).contains("--verbose");
  }

  @Override
  public int handleExecutionException(
      Exception error, CommandLine commandLine, ParseResult parseResult) {
    return report(error, new TypedOptions(commandLine, args));
  }

  /** Prints the line for an error; gives its exit code. */
  int report(Throwable error, TypedOptions options) {
    ErrorLine line = ErrorLine.of(error);
    console.note(options.in(line.text()));
    printStackTrace(error);
    return line.exitCode();
  }

  @Override
  public int handleParseException(ParameterException error, String[] words) {
    CommandLine command = error.getCommandLine();
    String name = command.getCommandSpec().qualifiedName();
    console.note(problem(error) + "; see '" + name + " --help'");
    printStackTrace(error);
    return ExitCode.WRONG_USAGE;
  }

  private void printStackTrace(Throwable error) {
    if (verbose) {
      error.printStackTrace(console.err());
      console.err().flush();
    }
  }

  private String problem(ParameterException error) {
    CommandLine command = error.getCommandLine();
    List<String> names =
        command.getSubcommands().values().stream()
            .map(CommandLine::getCommandName)
            .distinct()
            .toList();
    if (error instanceof UnmatchedArgumentException unmatched
        && !unmatched.getUnmatched().isEmpty()) {
      String written = unmatched.getUnmatched().get(0);
      boolean option = written.startsWith("-");
      String kind = option ? "option" : names.isEmpty() ? "argument" : "command";
      List<String> known = option ? options(command) : names;
      return "unknown " + kind + " '" + written + "'" + suggestion(written, known);
    }
    if (error.getMessage().startsWith(MISSING_COMMAND)) {
      return "no command given; there are " + String.join(", ", names);
    }
    String message = error.getMessage().strip().replaceAll("\\s*\\R\\s*", " ");
    String line =
        message.substring(0, 1).toLowerCase(Locale.ROOT)
            + message
                .substring(1)
                .replaceAll("is not a double$", "is not a number")
                .replaceAll("is not an int$", "is not a whole number below 2147483648");
    return new TypedOptions(command, args).in(line);
  }

  private static List<String> options(CommandLine command) {
    return command.getCommandSpec().optionsMap().keySet().stream()
        .filter(name -> name.startsWith("--"))
        .toList();
  }

  private static String suggestion(String written, List<String> known) {
    String name = written.replaceFirst("=.*", "");
    List<String> longer = known.stream().filter(other -> other.startsWith(name)).toList();
    Optional<String> nearest =
        longer.size() == 1 ? Optional.of(longer.get(0)) : Nearest.to(name, known);
    if (nearest.isPresent()) {
      return "; did you mean " + nearest.get() + "?";
    }
    return known.isEmpty() || written.startsWith("-")
        ? ""
        : "; there are " + String.join(", ", known);
  }
}
