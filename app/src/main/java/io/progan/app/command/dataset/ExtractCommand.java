package io.progan.app.command.dataset;

import io.progan.app.console.CommandFailure;
import io.progan.app.console.Console;
import io.progan.app.console.ExitCode;
import io.progan.app.console.HumanFormat;
import io.progan.app.console.StopSignal;
import io.progan.app.dataset.Datasets;
import io.progan.app.dataset.Watching;
import io.progan.app.output.OutFile;
import io.progan.dataset.inspect.Extraction;
import io.progan.dataset.tfrecord.TfRecordDataset;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code progan dataset extract}. */
@Command(
    name = "extract",
    description = "Write the images of a dataset as files: img00000000.png and so on.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  progan dataset extract datasets/mine pictures",
      "  progan dataset extract datasets/mine pictures --format jpg --labels"
    })
final class ExtractCommand implements Callable<Integer> {

  private final Console console;
  private final StopSignal stop;

  @Parameters(index = "0", paramLabel = "tfrecord_dir", description = "The dataset's folder.")
  private Path tfrecordDir;

  @Parameters(
      index = "1",
      paramLabel = "output_dir",
      description = "Where the files go; made if it does not exist.")
  private Path outputDir;

  @Option(
      names = "--format",
      paramLabel = "png|jpg",
      defaultValue = "png",
      description = "The kind of files (default: ${DEFAULT-VALUE}).")
  private String format;

  @Option(
      names = "--quality",
      paramLabel = "1-100",
      defaultValue = "95",
      description = "Quality of JPEG files (default: ${DEFAULT-VALUE}).")
  private int quality;

  @Option(names = "--labels", description = "Put labels into the names: img00000000-cat.png.")
  private boolean labels;

  @Option(
      names = "--resolution",
      paramLabel = "PIXELS",
      description = "Which resolution to extract (default: the largest).")
  private Integer resolution;

  ExtractCommand(Console console, StopSignal stop) {
    this.console = console;
    this.stop = stop;
  }

  @Override
  public Integer call() throws IOException {
    boolean jpeg = format.equals("jpg") || format.equals("jpeg");
    if (!jpeg && !format.equals("png")) {
      throw CommandFailure.wrongUsage("--format: must be png or jpg, got '" + format + "'");
    }
    if (quality < 1 || quality > 100) {
      throw CommandFailure.wrongUsage("--quality: must be 1 to 100, got " + quality);
    }
    OutFile.folder("output_dir", outputDir);
    TfRecordDataset dataset = Datasets.open(tfrecordDir);
    int log2 = Datasets.log2(dataset, resolution);
    if (labels && dataset.labelSize() == 0) {
      throw CommandFailure.wrongUsage("--labels: the dataset has no labels");
    }
    try (Watching watching = new Watching(console, stop, "extracting")) {
      new Extraction(jpeg ? quality : 0, log2, labels).run(dataset, outputDir, watching);
    }
    console
        .out()
        .println(outputDir + ": " + HumanFormat.count(dataset.numImages(), "image") + " extracted");
    return ExitCode.DONE;
  }
}
