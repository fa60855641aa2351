package io.progan.app.dataset;

import io.progan.app.console.Console;
import io.progan.app.console.HumanFormat;
import io.progan.app.console.Progress;
import io.progan.app.console.StopSignal;
import io.progan.dataset.collection.FileCollection;
import io.progan.dataset.label.LabelReader;
import io.progan.dataset.label.PictureLabels;
import io.progan.dataset.source.LookListener;
import io.progan.dataset.source.PictureOptions;
import io.progan.dataset.source.PictureSource;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

/** Opens folders and archives of pictures and says what a first look at them finds. */
public final class PictureOpener {

  private static final String FOLDERS = "folders";
  private static final int MOST_PROBLEMS = 20;

  private final Console console;
  private final StopSignal stop;
  private final int listed;

  /** An opener that ends when told to stop, and lists the first pictures that cannot be used. */
  public PictureOpener(Console console, StopSignal stop) {
    this(console, stop, MOST_PROBLEMS);
  }

  /** The same that leaves it to the error to name one picture that cannot be used. */
  public static PictureOpener brief(Console console, StopSignal stop) {
    return new PictureOpener(console, stop, 0);
  }

  private PictureOpener(Console console, StopSignal stop, int listed) {
    this.console = console;
    this.stop = stop;
    this.listed = listed;
  }

  /**
   * Looks at the headers of all pictures.
   *
   * @param place a folder or an archive
   * @param labels {@code folders}, or a CSV or JSON file, or null for none
   * @param options what happens to pictures; its labels are not used
   */
  public PictureSource open(Path place, String labels, PictureOptions options) throws IOException {
    boolean file = labels != null && !labels.equals(FOLDERS);
    FileCollection files =
        file ? FileCollection.open(place, Path.of(labels)) : FileCollection.open(place);
    PictureLabels found = null;
    try {
      found = file ? LabelReader.read(Path.of(labels)) : null;
      if (labels != null && !file) {
        found = PictureLabels.ofFolders(names(files));
      }
    } catch (IOException | RuntimeException e) {
      files.close();
      throw e;
    }
    PictureOptions labelled =
        new PictureOptions(
            options.fit(), options.channels(), options.upright(), options.skipBad(), found);
    try (Progress progress = new Progress(console, "looking")) {
      PictureSource source =
          PictureSource.open(files, labelled, new Listener(progress, options.skipBad()));
      report(source, found, labels);
      return source;
    }
  }

  private static List<String> names(FileCollection files) {
    return IntStream.range(0, files.count()).mapToObj(files::name).toList();
  }

  private void report(PictureSource source, PictureLabels labels, String labelsName) {
    if (source.transparentCount() > 0) {
      console.note(
          HumanFormat.count(source.transparentCount(), "picture")
              + " may have transparent pixels, laid over the --background");
    }
    if (source.enlargedCount() > 0) {
      console.note(
          HumanFormat.count(source.enlargedCount(), "picture")
              + " smaller than --resolution, enlarged");
    }
    if (labels != null && labels.count() > source.count() + source.leftOut().size()) {
      console.note(
          "%s: has %d labels, there are %d pictures"
              .formatted(labelsName, labels.count(), source.count()));
    }
  }

  private final class Listener implements LookListener {
    private final Progress progress;
    private final boolean skip;
    private String first;
    private int problems;

    Listener(Progress progress, boolean skip) {
      this.progress = progress;
      this.skip = skip;
    }

    @Override
    public void progress(int done, int total) {
      progress.update(done, total);
    }

    /** A single one that ends the work is the error, which is reported elsewhere. */
    @Override
    public void problem(String message) {
      problems++;
      if (listed == 0) {
        return;
      }
      if (problems == 1 && !skip) {
        first = message;
        return;
      }
      if (problems == 2 && !skip) {
        console.note(first);
      }
      if (problems <= listed) {
        console.note(skip ? "left out: " + message : message);
      } else if (problems == listed + 1) {
        console.note("and more pictures that cannot be used");
      }
    }

    @Override
    public boolean cancelled() {
      return stop.requested();
    }
  }
}
