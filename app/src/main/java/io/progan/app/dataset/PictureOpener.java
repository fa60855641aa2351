package io.progan.app.dataset;

import io.progan.app.console.Console;
import io.progan.app.console.HumanFormat;
import io.progan.app.console.Progress;
import io.progan.app.console.StopSignal;
import io.progan.dataset.collection.FileCollection;
import io.progan.dataset.label.PictureLabels;
import io.progan.dataset.source.LabelledFiles;
import io.progan.dataset.source.LookListener;
import io.progan.dataset.source.PictureOptions;
import io.progan.dataset.source.PictureSource;
import java.io.IOException;
import java.nio.file.Path;

/** Opens folders and archives of pictures and says what a first look at them finds. */
public final class PictureOpener {

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
   * Looks at the headers of all pictures; they get no labels.
   *
   * @param place a folder or an archive
   * @param options what happens to pictures
   */
  public PictureSource open(Path place, PictureOptions options) throws IOException {
    return look(withoutLabels(FileCollection.open(place)), options);
  }

  /**
   * Finds labels and looks at the headers of all pictures.
   *
   * @param place a folder or an archive
   * @param labels {@code none}, {@code folders} or one of its kinds, a CSV or JSON file, or null
   *     for the {@code dataset.json} beside the pictures, if there is one
   * @param options what happens to pictures; its labels are not used
   */
  public PictureSource open(Path place, String labels, PictureOptions options) throws IOException {
    LabelFinder finder = new LabelFinder(console, labels);
    FileCollection all = FileCollection.open(place, finder.file().stream().toArray(Path[]::new));
    LabelledFiles files;
    PictureLabels found;
    try {
      all.notes().forEach(console::note);
      files = LabelledFiles.in(all);
      found = finder.find(files);
    } catch (IOException | RuntimeException e) {
      all.close();
      throw e;
    }
    return look(
        files.pictures(),
        new PictureOptions(
            options.fit(), options.channels(), options.upright(), options.skipBad(), found));
  }

  private static FileCollection withoutLabels(FileCollection all) throws IOException {
    try {
      return LabelledFiles.in(all).pictures();
    } catch (IOException | RuntimeException e) {
      all.close();
      throw e;
    }
  }

  private PictureSource look(FileCollection files, PictureOptions options) throws IOException {
    try (Progress progress = new Progress(console, "looking")) {
      PictureSource source =
          PictureSource.open(files, options, new Listener(progress, options.skipBad()));
      report(source);
      return source;
    }
  }

  private void report(PictureSource source) {
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
