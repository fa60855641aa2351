package io.progan.app.command.metrics;

import io.progan.app.console.Console;
import io.progan.app.console.StopSignal;
import io.progan.app.mixin.GlobalOptions;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code progan metrics}. */
@Command(
    name = "metrics",
    description = "Measure the networks of a run, or any set of images, against reals.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  progan metrics swd latest",
      "  progan metrics fid --fakes generated --reals datasets/mine --inception inception.onnx"
    })
public final class MetricsCommand {

  private MetricsCommand() {}

  /**
   * The group with its commands.
   *
   * @param stop ends a measurement
   * @param global options of every command
   */
  public static CommandLine group(Console console, StopSignal stop, GlobalOptions global) {
    return new CommandLine(new MetricsCommand())
        .addSubcommand(new SwdCommand(console, stop, global))
        .addSubcommand(new MsSsimCommand(console, stop, global))
        .addSubcommand(new FidCommand(console, stop, global))
        .addSubcommand(new IsCommand(console, stop, global))
        .addSubcommand(new KidCommand(console, stop, global))
        .addSubcommand(new PrCommand(console, stop, global))
        .addSubcommand(new NeighborsCommand(console, stop, global))
        .addSubcommand(new AllCommand(console, stop, global));
  }
}
