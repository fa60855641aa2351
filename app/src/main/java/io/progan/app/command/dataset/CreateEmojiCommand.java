package io.progan.app.command.dataset;

import io.progan.app.console.Console;
import io.progan.app.console.ExitCode;
import io.progan.app.console.StopSignal;
import io.progan.app.dataset.DatasetMaker;
import io.progan.app.mixin.DatasetOptions;
import io.progan.dataset.source.EmojiSource;
import io.progan.dataset.source.ImageSource;
import io.progan.dataset.write.BuildOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code progan dataset create_emoji}. */
@Command(
    name = "create_emoji",
    description = "Make a dataset from the bundled Noto emoji: 32x32 RGB with labels.",
    footerHeading = "%nExample:%n",
    footer = "  progan dataset create_emoji datasets/noto-emoji")
final class CreateEmojiCommand implements Callable<Integer> {

  private final Console console;
  private final StopSignal stop;

  @Parameters(index = "0", paramLabel = "tfrecord_dir", description = "The new dataset's folder.")
  private Path tfrecordDir;

  @Mixin private final DatasetOptions dataset = new DatasetOptions();

  CreateEmojiCommand(Console console, StopSignal stop) {
    this.console = console;
    this.stop = stop;
  }

  @Override
  public Integer call() throws IOException {
    BuildOptions options = dataset.options();
    DatasetMaker.checkTarget(tfrecordDir, options);
    try (ImageSource source = new EmojiSource()) {
      new DatasetMaker(console, stop).makeAndReport(source, tfrecordDir, options);
    }
    return ExitCode.DONE;
  }
}
