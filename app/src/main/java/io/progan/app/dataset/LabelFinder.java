package io.progan.app.dataset;

import io.progan.app.console.CommandFailure;
import io.progan.app.console.Console;
import io.progan.app.console.HumanFormat;
import io.progan.dataset.label.FolderLabels;
import io.progan.dataset.label.FolderLabels.Level;
import io.progan.dataset.label.LabelMatch;
import io.progan.dataset.label.LabelReader;
import io.progan.dataset.label.PictureLabels;
import io.progan.dataset.source.LabelledFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Finds the labels that {@code --labels} asks for, and says what they are. */
final class LabelFinder {

  private static final String FOLDERS = "folders";
  private static final String NONE = "none";
  private static final int MOST_SHOWN = 20;
  private static final Map<String, Level> LEVELS =
      Map.of(
          FOLDERS,
          Level.CHECKED,
          FOLDERS + ":first",
          Level.FIRST,
          FOLDERS + ":last",
          Level.LAST,
          FOLDERS + ":path",
          Level.PATH);

  private final Console console;
  private final String asked;

  /**
   * @param asked {@code none}, {@code folders} or one of its kinds, or a CSV or JSON file; null for
   *     the {@code dataset.json} beside the pictures, if there is one
   * @throws CommandFailure if it is another kind of folders
   */
  LabelFinder(Console console, String asked) {
    this.console = console;
    this.asked = asked;
    if (asked != null && asked.startsWith(FOLDERS + ":") && !LEVELS.containsKey(asked)) {
      throw CommandFailure.wrongUsage(
          "--labels: must be folders, folders:first, folders:last, folders:path, none or a file,"
              + " got '%s'".formatted(asked));
    }
  }

  /** The file of labels that is asked for, which is no picture. */
  Optional<Path> file() {
    boolean other = asked == null || asked.equals(NONE) || LEVELS.containsKey(asked);
    return other ? Optional.empty() : Optional.of(Path.of(asked));
  }

  /** The labels of pictures; null for none. */
  PictureLabels find(LabelledFiles files) throws IOException {
    boolean empty = files.pictures().count() == 0; // which is said later
    Optional<PictureLabels> found = empty ? Optional.empty() : labels(files);
    found.ifPresent(labels -> labels.notes().forEach(console::note));
    found.ifPresent(this::show);
    return found.orElse(null);
  }

  private Optional<PictureLabels> labels(LabelledFiles files) throws IOException {
    if (asked == null) {
      Optional<PictureLabels> own = files.read();
      return own.isEmpty()
          ? own
          : Optional.of(LabelMatch.of(own.get(), files.labels(), files.names()));
    }
    if (files.hasFile()) {
      console.note(files.labels() + ": not used, because --labels says otherwise");
    }
    if (asked.equals(NONE)) {
      return Optional.empty();
    }
    if (LEVELS.containsKey(asked)) {
      return Optional.of(FolderLabels.of(files.names(), LEVELS.get(asked)));
    }
    PictureLabels read = LabelReader.read(Path.of(asked));
    return Optional.of(LabelMatch.of(read, asked, files.names()));
  }

  /** What is about to be made, while it can still be stopped. */
  private void show(PictureLabels labels) {
    List<Integer> histogram = labels.histogram();
    if (histogram.isEmpty()) {
      String columns = String.join(", ", labels.columns());
      console
          .out()
          .println(
              HumanFormat.count(labels.size(), "number")
                  + " a label"
                  + (columns.isEmpty() ? "" : ", of the columns " + columns));
      return;
    }
    List<String> names = labels.classNames();
    String shown =
        IntStream.range(0, Math.min(MOST_SHOWN, histogram.size()))
            .mapToObj(
                i -> "%s (%d)".formatted(names.isEmpty() ? i : names.get(i), histogram.get(i)))
            .collect(Collectors.joining(", "));
    int more = histogram.size() - MOST_SHOWN;
    String classes = histogram.size() == 1 ? "1 class: " : histogram.size() + " classes: ";
    console.out().println(classes + shown + (more > 0 ? " and " + more + " more" : ""));
  }
}
