package io.progan.app.command.classifier;

import io.progan.app.console.Console;
import io.progan.app.console.StopSignal;
import io.progan.app.mixin.GlobalOptions;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code progan classifier}. */
@Command(
    name = "classifier",
    description = "Make the classifier that mode recovery asks ('progan metrics modes').",
    footerHeading = "%nExample:%n",
    footer = "  progan classifier train datasets/mnist --out digits.npz")
public final class ClassifierCommand {

  private ClassifierCommand() {}

  /** The group with its commands. */
  public static CommandLine group(Console console, StopSignal stop, GlobalOptions global) {
    return new CommandLine(new ClassifierCommand())
        .addSubcommand(new ClassifierTrainCommand(console, stop, global));
  }
}
