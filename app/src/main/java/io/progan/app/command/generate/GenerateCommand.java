package io.progan.app.command.generate;

import io.progan.app.console.Console;
import io.progan.app.console.StopSignal;
import io.progan.app.mixin.GlobalOptions;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code progan generate}. */
@Command(
    name = "generate",
    description = "Make images and videos with a trained network.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  progan generate images latest",
      "  progan generate grid latest --grid-size 15x8 --seed 5",
      "  progan generate video latest --duration 20",
      "  progan generate training-video latest"
    })
public final class GenerateCommand {

  private GenerateCommand() {}

  /**
   * The group with its commands.
   *
   * @param stop ends what is being made
   */
  public static CommandLine group(Console console, StopSignal stop, GlobalOptions global) {
    return new CommandLine(new GenerateCommand())
        .addSubcommand(new GenerateImagesCommand(console, stop, global))
        .addSubcommand(new GenerateGridCommand(console, stop, global))
        .addSubcommand(new GenerateClassesCommand(console, stop, global))
        .addSubcommand(new GenerateInterpolationCommand(console, stop, global))
        .addSubcommand(new GenerateSheetCommand(console, global))
        .addSubcommand(new GenerateVideoCommand(console, stop, global))
        .addSubcommand(new TrainingVideoCommand(console, stop));
  }
}
