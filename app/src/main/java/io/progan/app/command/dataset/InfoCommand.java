package io.progan.app.command.dataset;

import io.progan.app.console.Console;
import io.progan.app.console.ExitCode;
import io.progan.app.console.StopSignal;
import io.progan.app.dataset.Datasets;
import io.progan.app.dataset.InfoTable;
import io.progan.app.dataset.Watching;
import io.progan.app.mixin.JsonOption;
import io.progan.dataset.inspect.DatasetDescriber;
import io.progan.dataset.tfrecord.DatasetInfo;
import io.progan.dataset.tfrecord.TfRecordDataset;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code progan dataset info}. */
@Command(
    name = "info",
    description = {
      "Print what a dataset says about itself: source, options, counts, classes, checksums.",
      "What dataset.json does not say is computed."
    },
    footerHeading = "%nExamples:%n",
    footer = {"  progan dataset info datasets/mine", "  progan dataset info datasets/mine --json"})
final class InfoCommand implements Callable<Integer> {

  private final Console console;
  private final StopSignal stop;

  @Parameters(index = "0", paramLabel = "tfrecord_dir", description = "The dataset's folder.")
  private Path tfrecordDir;

  @Option(
      names = "--quick",
      description = "Leave out checksums that would have to be computed from all files.")
  private boolean quick;

  @Mixin private final JsonOption json = new JsonOption();

  InfoCommand(Console console, StopSignal stop) {
    this.console = console;
    this.stop = stop;
  }

  @Override
  public Integer call() throws IOException {
    TfRecordDataset dataset = Datasets.open(tfrecordDir);
    DatasetInfo info;
    try (Watching watching = new Watching(console, stop, "checksums")) {
      info = DatasetDescriber.describe(dataset, !quick, watching);
    }
    if (json.asked()) {
      console.out().println(info.toJson());
    } else {
      InfoTable.print(info, console.out());
    }
    return ExitCode.DONE;
  }
}
