package io.progan.app.dataset;

import io.progan.app.console.CommandFailure;
import io.progan.app.console.Console;
import io.progan.app.console.HumanFormat;
import io.progan.app.console.Progress;
import io.progan.app.console.StopSignal;
import io.progan.dataset.DatasetException;
import io.progan.dataset.source.ImageSource;
import io.progan.dataset.tfrecord.DatasetFiles;
import io.progan.dataset.tfrecord.DatasetInfo;
import io.progan.dataset.tfrecord.DatasetPart;
import io.progan.dataset.write.BuildListener;
import io.progan.dataset.write.BuildOptions;
import io.progan.dataset.write.DatasetBuilder;
import io.progan.dataset.write.DatasetNotes;
import io.progan.dataset.write.Leftovers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Makes datasets, showing how far it is; Ctrl-C leaves nothing behind. */
public final class DatasetMaker {

  private static final int PATIENCE_SECONDS = 30;
  private static final double NANOS = 1e9;

  private final Console console;
  private final StopSignal stop;

  /** A maker that draws its progress on the console and ends when told to stop. */
  public DatasetMaker(Console console, StopSignal stop) {
    this.console = console;
    this.stop = stop;
  }

  /**
   * Checks that a dataset may be made in a folder, before any work is done.
   *
   * @throws CommandFailure if it holds something else, or a dataset that is not to be replaced
   */
  public static void checkTarget(Path folder, BuildOptions options) throws IOException {
    if (Files.exists(folder) && !Files.isDirectory(folder)) {
      throw CommandFailure.wrongUsage(folder + ": is a file, not a folder; choose another name");
    }
    if (Leftovers.clear(folder)) {
      throw CommandFailure.wrongUsage(
          folder
              + ": put back the dataset that was being replaced when progan was killed;"
              + " use --replace again, or choose another name");
    }
    if (!options.replace() && DatasetFiles.holdsDataset(folder)) {
      throw CommandFailure.wrongUsage(
          folder + ": already holds a dataset; use --replace, or choose another name");
    }
  }

  /**
   * Makes a dataset.
   *
   * @param folder the dataset's folder, which gives it its name
   * @return what was made
   * @throws io.progan.dataset.DatasetException if an image or the folder cannot be used
   * @throws java.util.concurrent.CancellationException after Ctrl-C
   */
  public DatasetInfo make(ImageSource source, Path folder, BuildOptions options)
      throws IOException {
    return run(listener -> new DatasetBuilder(source, options, listener).build(folder));
  }

  /** Work that makes a dataset; a listener watches and may stop it. */
  interface Work {
    DatasetInfo with(BuildListener listener) throws IOException;
  }

  private DatasetInfo run(Work work) throws IOException {
    stop.listen(PATIENCE_SECONDS);
    try (Progress progress = new Progress(console, "images")) {
      return work.with(listener(progress));
    }
  }

  /** Makes a dataset and says in one line what it is and how long it took. */
  public void makeAndReport(ImageSource source, Path folder, BuildOptions options)
      throws IOException {
    report(folder, listener -> new DatasetBuilder(source, options, listener).build(folder), "made");
  }

  /** Does the work and says in one line what came out of it and how long it took. */
  void report(Path folder, Work work, String done) throws IOException {
    long begin = System.nanoTime();
    DatasetInfo made = run(work);
    String took = HumanFormat.duration((System.nanoTime() - begin) / NANOS);
    console.out().println(folder + ": " + words(made) + ", " + done + " in " + took);
    if (made.origin().skipped() > 0) {
      console.note(
          "%d left out for reasons listed in %s"
              .formatted(made.origin().skipped(), folder.resolve(DatasetNotes.SKIPPED_FILE)));
    }
  }

  /** Makes a dataset on the way to something else, and says so. */
  public void makeMissing(ImageSource source, Path folder) throws IOException {
    DatasetInfo made = make(source, folder, BuildOptions.standard());
    console.note("made the bundled dataset in " + folder + ": " + words(made));
  }

  private BuildListener listener(Progress progress) {
    return new BuildListener() {
      @Override
      public void progress(int done, int total) {
        progress.update(done, total);
      }

      @Override
      public void skipped(int index, DatasetException reason) {
        console.note("left out: " + reason.getMessage());
      }

      @Override
      public boolean cancelled() {
        return stop.requested();
      }
    };
  }

  /** A dataset in a few words: {@code 3633 images of 32x32 RGB, labels of size 9}. */
  public static String words(DatasetInfo info) {
    DatasetPart part = info.origin().part();
    return "%s of %dx%d %s, %s%s"
        .formatted(
            HumanFormat.count(info.count(), "image"),
            info.resolution(),
            info.resolution(),
            info.channels() == 1 ? "grey" : "RGB",
            info.labelSize() == 0 ? "no labels" : "labels of size " + info.labelSize(),
            part == null ? "" : ", part %d of %d".formatted(part.index(), part.parts()));
  }
}
