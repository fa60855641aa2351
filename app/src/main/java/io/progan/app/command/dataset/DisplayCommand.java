package io.progan.app.command.dataset;

import io.progan.app.console.CommandFailure;
import io.progan.app.console.Console;
import io.progan.app.console.ExitCode;
import io.progan.app.dataset.Datasets;
import io.progan.app.dataset.ImageWindow;
import io.progan.app.output.OutFile;
import io.progan.dataset.inspect.ContactSheet;
import io.progan.dataset.picture.PictureWriter;
import io.progan.dataset.tfrecord.TfRecordDataset;
import io.progan.dataset.tfrecord.TfRecordShard;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code progan dataset display}. */
@Command(
    name = "display",
    description = {
      "Show the images of a dataset in a window: arrow keys turn the pages, Escape ends.",
      "Without a display, or with --out, write a contact sheet."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  progan dataset display datasets/mine",
      "  progan dataset display datasets/mine --out sheet.png --columns 8 --rows 4"
    })
final class DisplayCommand implements Callable<Integer> {

  private static final long MOST_PIXELS = 100_000_000;

  private final Console console;

  @Parameters(index = "0", paramLabel = "tfrecord_dir", description = "The dataset's folder.")
  private Path tfrecordDir;

  @Option(
      names = "--out",
      paramLabel = "FILE.png",
      description = "Write a contact sheet to this file (without a display: NAME-sheet.png).")
  private Path out;

  @Option(
      names = "--start",
      paramLabel = "INDEX",
      defaultValue = "0",
      description = "The first image (default: ${DEFAULT-VALUE}).")
  private int start;

  @Option(
      names = "--columns",
      paramLabel = "COUNT",
      description = "Images side by side on a sheet (default: as many as 1920 pixels hold).")
  private Integer columns;

  @Option(
      names = "--rows",
      paramLabel = "COUNT",
      description = "Rows of a sheet (default: as many as 1080 pixels hold).")
  private Integer rows;

  @Option(
      names = "--resolution",
      paramLabel = "PIXELS",
      description = "Which resolution to show (default: the largest).")
  private Integer resolution;

  DisplayCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    Path named = out == null ? null : OutFile.named("--out", out, ".png");
    TfRecordDataset dataset = Datasets.open(tfrecordDir);
    TfRecordShard shard = dataset.shard(Datasets.log2(dataset, resolution));
    if (start < 0 || start >= dataset.numImages()) {
      throw CommandFailure.wrongUsage(
          "--start: must be 0 to %d, got %d".formatted(dataset.numImages() - 1, start));
    }
    if (out == null && ImageWindow.possible()) {
      ImageWindow.show(dataset, shard, start);
      return ExitCode.DONE;
    }
    sheet(dataset, shard, named == null ? Path.of(dataset.name() + "-sheet.png") : named);
    return ExitCode.DONE;
  }

  private void sheet(TfRecordDataset dataset, TfRecordShard shard, Path file) throws IOException {
    int step = shard.resolution() + 1;
    int left = dataset.numImages() - start;
    int wide = count("--columns", columns, Math.min(left, Math.max(1, 1920 / step)));
    int usual = Math.min((left + wide - 1) / wide, Math.max(1, 1080 / step));
    int high = count("--rows", rows, usual);
    if ((long) wide * high * step * step > MOST_PIXELS) {
      throw CommandFailure.wrongUsage(
          "--columns and --rows: a sheet of %d x %d images has more than %d million pixels"
              .formatted(wide, high, MOST_PIXELS / 1_000_000));
    }
    PictureWriter.write(file, PictureWriter.png(ContactSheet.of(shard, start, wide, high)));
    int last = (int) Math.min(dataset.numImages(), start + (long) wide * high) - 1;
    console.out().println("%s: images %d to %d of %s".formatted(file, start, last, dataset.name()));
  }

  private static int count(String option, Integer given, int usual) {
    if (given != null && (given < 1 || given > 10_000)) {
      throw CommandFailure.wrongUsage(option + ": must be 1 to 10000, got " + given);
    }
    return given == null ? usual : given;
  }
}
