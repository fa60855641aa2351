package io.progan.app.command.dataset;

import io.progan.app.console.CommandFailure;
import io.progan.app.console.Console;
import io.progan.app.console.ExitCode;
import io.progan.app.console.HumanFormat;
import io.progan.app.console.StopSignal;
import io.progan.app.dataset.Datasets;
import io.progan.app.dataset.JsonText;
import io.progan.app.dataset.Watching;
import io.progan.app.mixin.JsonOption;
import io.progan.dataset.inspect.DatasetComparison;
import io.progan.dataset.tfrecord.TfRecordDataset;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code progan dataset compare}. */
@Command(
    name = "compare",
    description = {
      "Compare two datasets image by image at their largest resolutions.",
      "Ends with exit code 0 if they are equal and 1 if not."
    },
    footerHeading = "%nExample:%n",
    footer = "  progan dataset compare datasets/mine datasets/theirs")
final class CompareCommand implements Callable<Integer> {

  private final Console console;
  private final StopSignal stop;

  @Parameters(index = "0", paramLabel = "tfrecord_dir_a", description = "The first dataset.")
  private Path first;

  @Parameters(index = "1", paramLabel = "tfrecord_dir_b", description = "The second dataset.")
  private Path second;

  @Option(
      names = {"--ignore_labels", "--ignore-labels"},
      paramLabel = "0|1",
      defaultValue = "0",
      description = "Do not compare labels (default: ${DEFAULT-VALUE}).")
  private int ignoreLabels;

  @Option(
      names = "--most",
      paramLabel = "COUNT",
      defaultValue = "20",
      description = "How many differences are printed at most (default: ${DEFAULT-VALUE}).")
  private int most;

  @Mixin private final JsonOption json = new JsonOption();

  CompareCommand(Console console, StopSignal stop) {
    this.console = console;
    this.stop = stop;
  }

  @Override
  public Integer call() throws IOException {
    if (ignoreLabels != 0 && ignoreLabels != 1) {
      throw CommandFailure.wrongUsage("--ignore_labels: must be 0 or 1, got " + ignoreLabels);
    }
    TfRecordDataset a = Datasets.open(first);
    TfRecordDataset b = Datasets.open(second);
    DatasetComparison found;
    try (Watching watching = new Watching(console, stop, "comparing")) {
      found = DatasetComparison.of(a, b, ignoreLabels == 1, watching);
    }
    if (json.asked()) {
      console.out().println(JsonText.of(found));
    } else {
      print(found);
    }
    return found.same() ? ExitCode.DONE : ExitCode.FAILED;
  }

  private void print(DatasetComparison found) {
    if (found.shapes() != null) {
      console.out().println("Datasets contain images of different sizes: " + found.shapes());
    }
    found.differences().stream().limit(most).forEach(d -> console.out().println(words(d)));
    int rest = found.differences().size() - most;
    if (rest > 0) {
      console.out().println("and " + rest + " more");
    }
    if (found.imagesA() != found.imagesB()) {
      console
          .out()
          .println(
              "Datasets contain different numbers of images: %d and %d"
                  .formatted(found.imagesA(), found.imagesB()));
    }
    int count = found.compared();
    console.out().println("Identical images: " + found.identicalImages() + " / " + count);
    if (ignoreLabels == 0) {
      console.out().println("Identical labels: " + found.identicalLabels() + " / " + count);
    }
  }

  private static String words(DatasetComparison.Difference difference) {
    StringBuilder words = new StringBuilder();
    if (difference.image()) {
      words.append("Image ").append(difference.index()).append(" is different");
      words.append(
          difference.shapes() != null
              ? ": " + difference.shapes()
              : " by at most %d, on average %s"
                  .formatted(difference.most(), HumanFormat.number(difference.mean())));
    }
    if (difference.label()) {
      words.append(difference.image() ? "; label " : "Label ");
      words.append(difference.index()).append(" is different");
    }
    return words.toString();
  }
}
