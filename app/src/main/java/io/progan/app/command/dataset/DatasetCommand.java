package io.progan.app.command.dataset;

import io.progan.app.console.Console;
import io.progan.app.console.StopSignal;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code progan dataset}. */
@Command(
    name = "dataset",
    description = "Make datasets: folders of TFRecord files, one for each resolution.",
    footerHeading = "%nExample:%n",
    footer = "  progan dataset create_from_images datasets/mine my-pictures")
public final class DatasetCommand {

  private DatasetCommand() {}

  /**
   * The group with its commands.
   *
   * @param stop ends a dataset that is being made
   */
  public static CommandLine group(Console console, StopSignal stop) {
    return new CommandLine(new DatasetCommand())
        .addSubcommand(new CreateFromImagesCommand(console, stop))
        .addSubcommand(new CreateEmojiCommand(console, stop));
  }
}
