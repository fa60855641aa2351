package io.progan.app.command.dataset;

import io.progan.app.console.CommandFailure;
import io.progan.app.console.Console;
import io.progan.app.console.HumanFormat;
import io.progan.app.dataset.DatasetMaker;
import io.progan.dataset.archive.CelebaArchive;
import io.progan.dataset.source.ImageSource;
import java.io.IOException;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code progan dataset create_celeba}. */
@Command(
    name = "create_celeba",
    description = {
      "Make a dataset from CelebA's aligned pictures: 202,599 faces, 128x128 RGB, no labels."
    },
    footerHeading = "%nExample:%n",
    footer = "  progan dataset create_celeba datasets/celeba ~/downloads/celeba")
final class CreateCelebaCommand extends CreateShuffledCommand {

  private final Console console;

  @Parameters(
      index = "1",
      paramLabel = "celeba_dir",
      description = "Folder with the folder img_align_celeba_png in it.")
  private Path celebaDir;

  @Option(
      names = "--cx",
      paramLabel = "X",
      defaultValue = "89",
      description = "Column of the square's middle, 64 to 114 (default: ${DEFAULT-VALUE}).")
  private int centerX;

  @Option(
      names = "--cy",
      paramLabel = "Y",
      defaultValue = "121",
      description = "Row of the square's middle, 64 to 154 (default: ${DEFAULT-VALUE}).")
  private int centerY;

  CreateCelebaCommand(DatasetMaker maker, Console console) {
    super(maker);
    this.console = console;
  }

  @Override
  ImageSource open() throws IOException {
    check("--cx", centerX, CelebaArchive.LARGEST_X);
    check("--cy", centerY, CelebaArchive.LARGEST_Y);
    CelebaArchive archive = CelebaArchive.open(celebaDir, centerX, centerY);
    if (archive.count() != CelebaArchive.WHOLE) {
      console.note(
          "%s: has %s, the whole of CelebA has %d"
              .formatted(
                  celebaDir, HumanFormat.count(archive.count(), "picture"), CelebaArchive.WHOLE));
    }
    return archive;
  }

  private static void check(String option, int center, int largest) {
    if (center < CelebaArchive.SMALLEST || center > largest) {
      throw CommandFailure.wrongUsage(
          "%s: must be %d to %d, got %d"
              .formatted(option, CelebaArchive.SMALLEST, largest, center));
    }
  }
}
