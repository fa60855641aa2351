package io.progan.app.command.dataset;

import io.progan.app.console.Console;
import io.progan.app.console.StopSignal;
import io.progan.app.dataset.DatasetMaker;
import io.progan.app.dataset.PictureOpener;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code progan dataset}. */
@Command(
    name = "dataset",
    description = "Make and inspect datasets: folders of TFRecord files, one for each resolution.",
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
    DatasetMaker maker = new DatasetMaker(console, stop);
    return new CommandLine(new DatasetCommand())
        .addSubcommand(new CreateFromImagesCommand(maker, new PictureOpener(console, stop)))
        .addSubcommand(new CreateFromHdf5Command(maker))
        .addSubcommand(new CreateMnistCommand(maker))
        .addSubcommand(new CreateMnistRgbCommand(maker))
        .addSubcommand(new CreateCifar10Command(maker))
        .addSubcommand(new CreateCifar100Command(maker))
        .addSubcommand(new CreateSvhnCommand(maker))
        .addSubcommand(new CreateLsunCommand(maker))
        .addSubcommand(new CreateCelebaCommand(maker, console))
        .addSubcommand(new CreateCelebaHqCommand(maker, console))
        .addSubcommand(new CreateEmojiCommand(maker))
        .addSubcommand(new MergeCommand(maker))
        .addSubcommand(new InfoCommand(console, stop))
        .addSubcommand(new VerifyCommand(console, stop))
        .addSubcommand(new DisplayCommand(console))
        .addSubcommand(new ExtractCommand(console, stop))
        .addSubcommand(new CompareCommand(console, stop));
  }
}
