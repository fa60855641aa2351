package io.progan.app.command.dataset;

import io.progan.app.console.Console;
import io.progan.app.console.ExitCode;
import io.progan.app.console.HumanFormat;
import io.progan.app.console.StopSignal;
import io.progan.app.dataset.Datasets;
import io.progan.app.dataset.JsonText;
import io.progan.app.dataset.Watching;
import io.progan.app.mixin.JsonOption;
import io.progan.dataset.inspect.DatasetVerifier;
import io.progan.dataset.inspect.Verification;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code progan dataset verify}. */
@Command(
    name = "verify",
    description = {
      "Read everything of a dataset and name each fault with file, record and byte.",
      "Ends with exit code 1 if there are faults."
    },
    footerHeading = "%nExample:%n",
    footer = "  progan dataset verify datasets/mine")
final class VerifyCommand implements Callable<Integer> {

  private final Console console;
  private final StopSignal stop;

  @Parameters(index = "0", paramLabel = "tfrecord_dir", description = "The dataset's folder.")
  private Path tfrecordDir;

  @Mixin private final JsonOption json = new JsonOption();

  VerifyCommand(Console console, StopSignal stop) {
    this.console = console;
    this.stop = stop;
  }

  @Override
  public Integer call() throws IOException {
    Datasets.restore(tfrecordDir);
    Verification found;
    try (Watching watching = new Watching(console, stop, "verifying")) {
      found = DatasetVerifier.verify(tfrecordDir, watching);
    }
    if (json.asked()) {
      console.out().println(JsonText.of(found));
    } else {
      print(found);
    }
    return found.faults().isEmpty() ? ExitCode.DONE : ExitCode.FAILED;
  }

  private void print(Verification found) {
    found.faults().forEach(console.out()::println);
    if (found.roundedOtherwise() > 0) {
      console
          .out()
          .println(
              HumanFormat.count(found.roundedOtherwise(), "image")
                  + " with lower resolutions that were rounded in another way than here");
    }
    console
        .out()
        .println(
            "%s: %s of %dx%d in %s, %s"
                .formatted(
                    tfrecordDir,
                    HumanFormat.count(found.images(), "image"),
                    found.resolution(),
                    found.resolution(),
                    HumanFormat.count(found.files(), "file"),
                    found.faults().isEmpty()
                        ? "no faults"
                        : HumanFormat.count(found.faults().size(), "fault")));
  }
}
