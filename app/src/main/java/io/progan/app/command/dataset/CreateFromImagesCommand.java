package io.progan.app.command.dataset;

import io.progan.app.console.CommandFailure;
import io.progan.app.console.Console;
import io.progan.app.console.ExitCode;
import io.progan.app.console.StopSignal;
import io.progan.app.dataset.DatasetMaker;
import io.progan.app.mixin.DatasetOptions;
import io.progan.dataset.source.ImageFolderSource;
import io.progan.dataset.source.ImageSource;
import io.progan.dataset.write.BuildOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code progan dataset create_from_images}. */
@Command(
    name = "create_from_images",
    description = {
      "Make a dataset from a folder of pictures.",
      "They must be PNG or JPEG, square, a power of two in size, and all alike: RGB or grey."
    },
    footerHeading = "%nExample:%n",
    footer = "  progan dataset create_from_images datasets/mine my-pictures")
final class CreateFromImagesCommand implements Callable<Integer> {

  private final Console console;
  private final StopSignal stop;

  @Parameters(index = "0", paramLabel = "tfrecord_dir", description = "The new dataset's folder.")
  private Path tfrecordDir;

  @Parameters(index = "1", paramLabel = "image_dir", description = "The folder of pictures.")
  private Path imageDir;

  @Mixin private final DatasetOptions dataset = new DatasetOptions();

  CreateFromImagesCommand(Console console, StopSignal stop) {
    this.console = console;
    this.stop = stop;
  }

  @Override
  public Integer call() throws IOException {
    BuildOptions options = dataset.options();
    if (Files.exists(imageDir) && !Files.isDirectory(imageDir)) {
      throw CommandFailure.wrongUsage(imageDir + ": is a file, not a folder of pictures");
    }
    DatasetMaker.checkTarget(tfrecordDir, options);
    try (ImageSource source = ImageFolderSource.open(imageDir)) {
      new DatasetMaker(console, stop).makeAndReport(source, tfrecordDir, options);
    }
    return ExitCode.DONE;
  }
}
