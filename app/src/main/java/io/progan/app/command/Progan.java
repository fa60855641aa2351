package io.progan.app.command;

import io.progan.app.command.classifier.ClassifierCommand;
import io.progan.app.command.dataset.DatasetCommand;
import io.progan.app.command.exchange.ExportCommand;
import io.progan.app.command.exchange.ImportCommand;
import io.progan.app.command.generate.GenerateCommand;
import io.progan.app.command.metrics.MetricsCommand;
import io.progan.app.command.report.ReportCommand;
import io.progan.app.command.runs.RunsCommand;
import io.progan.app.console.Console;
import io.progan.app.console.ParentProcess;
import io.progan.app.console.StopSignal;
import io.progan.app.mixin.GlobalOptions;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The command {@code progan} with all its subcommands. */
@Command(
    name = "progan",
    versionProvider = VersionProvider.class,
    description = "Progressive Growing of GANs: make a dataset, train on it.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  progan train",
      "  progan dataset create_from_images datasets/mine my-pictures",
      "  progan train --dataset mine --total-kimg 200 --mirror",
      "",
      "Environment:",
      "  PROGAN_BACKEND     cpu or cuda, as --backend",
      "  PROGAN_INCEPTION   the feature network of metrics, as --inception",
      "  PROGAN_JAVA_OPTS   more options for Java, such as -Xmx8g",
      "  NO_COLOR           if set, help has no colours"
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:done",
      "1:failed",
      "2:wrong usage or input",
      "3:training diverged",
      "130:stopped by the user"
    })
public final class Progan {

  private final Console console;
  private final StopSignal stop;

  @Mixin private final GlobalOptions global = new GlobalOptions();

  @Option(
      names = {"-V", "--version"},
      versionHelp = true,
      description = "Print the versions of progan, ND4J and Java and end.")
  boolean version;

  /** A command that writes to a console. */
  public Progan(Console console) {
    this.console = console;
    this.stop = new StopSignal(() -> console.note("stopping; press Ctrl-C again to stop at once"));
  }

  /**
   * Parses and runs a command line; to be called once.
   *
   * @return one of {@link io.progan.app.console.ExitCode}
   */
  public int run(String... args) {
    ErrorHandler errors = new ErrorHandler(console, args);
    CommandLine commandLine =
        commandLine().setParameterExceptionHandler(errors).setExecutionExceptionHandler(errors);
    if (ParentProcess.isWatching()) {
      stop.follow(System.in);
    }
    try {
      return commandLine.execute(args);
    } catch (Error e) { // not passed to the handlers: out of memory, a missing library
      return errors.report(e, new TypedOptions(commandLine, args));
    } finally {
      console.out().flush();
      console.err().flush();
      stop.close();
    }
  }

  /** The whole tree of commands, ready to parse. */
  CommandLine commandLine() {
    CommandLine presets =
        new CommandLine(new PresetsCommand(console)).addSubcommand(new PresetsShowCommand(console));
    return new CommandLine(this)
        .addSubcommand(new TrainCommand(console, stop, global))
        .addSubcommand(new SweepCommand(console, stop, global))
        .addSubcommand(DatasetCommand.group(console, stop))
        .addSubcommand(MetricsCommand.group(console, stop, global))
        .addSubcommand(ClassifierCommand.group(console, stop, global))
        .addSubcommand(presets)
        .addSubcommand(RunsCommand.group(console))
        .addSubcommand(new ReportCommand(console))
        .addSubcommand(GenerateCommand.group(console, stop, global))
        .addSubcommand(new ImportCommand(console, global))
        .addSubcommand(ExportCommand.group(console, global))
        .addSubcommand(new BenchmarkCommand(console, global))
        .addSubcommand(new CompletionCommand(console))
        .addSubcommand(new ManCommand(console))
        .addSubcommand(new HelpOnCommand(console))
        .setOut(console.out())
        .setErr(console.err())
        .setExpandAtFiles(false)
        .setColorScheme(CommandLine.Help.defaultColorScheme(console.color() ? Ansi.ON : Ansi.OFF));
  }
}
