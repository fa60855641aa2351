package io.progan.app.output;

import io.progan.app.console.CommandFailure;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Where a command writes: a file whose name ends as its format does, in upper or lower case, or a
 * folder, whose name does not end as a file's.
 */
public final class OutFile {

  /** What names of files end with that hold pictures, videos, arrays, tables or pages. */
  private static final Set<String> FILES =
      Set.of(
          ".avi",
          ".bmp",
          ".csv",
          ".gif",
          ".htm",
          ".html",
          ".jpeg",
          ".jpg",
          ".json",
          ".jsonl",
          ".mkv",
          ".mov",
          ".mp4",
          ".npy",
          ".npz",
          ".onnx",
          ".pdf",
          ".pkl",
          ".png",
          ".safetensors",
          ".svg",
          ".tar",
          ".tfrecords",
          ".tif",
          ".tiff",
          ".tsv",
          ".txt",
          ".webm",
          ".webp",
          ".zip");

  private OutFile() {}

  /** The ending of a name with its dot, in lower case; empty if there is none. */
  public static String ending(Path file) {
    String name = String.valueOf(file.getFileName()); // "null" for the root, which has no ending
    int dot = name.lastIndexOf('.');
    return dot < 1 ? "" : name.substring(dot).toLowerCase(Locale.ROOT);
  }

  /**
   * The file that the user named, with an ending.
   *
   * @param place the option that names it
   * @param endings what the name may end with; a name without an ending gets the first
   * @throws CommandFailure in one line, if it ends otherwise, or is a folder
   */
  public static Path named(String place, Path out, String... endings) {
    if (Files.isDirectory(out)) {
      throw CommandFailure.wrongUsage(place + " " + out + ": is a folder; name a file");
    }
    String ending = ending(out);
    if (ending.isEmpty()) {
      return out.resolveSibling(out.getFileName() + endings[0]);
    }
    if (!List.of(endings).contains(ending)) {
      throw CommandFailure.wrongUsage(
          "%s %s: the name must end with %s".formatted(place, out, String.join(" or ", endings)));
    }
    return out;
  }

  /**
   * The folder that the user named.
   *
   * @param place the option or the parameter that names it
   * @throws CommandFailure in one line, if it is not there and its name is one of a file
   */
  public static Path folder(String place, Path out) {
    if (FILES.contains(ending(out)) && !Files.exists(out)) {
      throw CommandFailure.wrongUsage(
          "%s %s: is the name of a file, but a folder is made here; leave out the %s"
              .formatted(place, out, ending(out)));
    }
    return out;
  }

  /**
   * Refuses, before any work, a place where the file cannot appear.
   *
   * @param force whether a file that is there may be replaced
   * @throws CommandFailure in one line
   */
  public static void check(Path file, boolean force) {
    if (Files.exists(file) && !force) {
      throw CommandFailure.wrongUsage("--out " + file + ": is there already; --force replaces it");
    }
    Path folder = file.toAbsolutePath().getParent();
    if (!Files.isDirectory(folder)) {
      throw CommandFailure.wrongUsage("--out %s: there is no folder %s".formatted(file, folder));
    }
  }
}
