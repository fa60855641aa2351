package io.progan.dataset.tfrecord;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Says what a place is that should be a dataset and is none. */
public final class NoDataset {
  private static final int DEPTH = 4;
  private static final int MOST_FILES = 1000;
  private static final Pattern PICTURES =
      Pattern.compile(".*\\.(png|jpe?g|webp|gif|bmp|tiff?|ppm|pgm|psd|ico)");
  private static final Pattern ARCHIVE = Pattern.compile(".*\\.(zip|tar|tgz|tar\\.\\w+)");
  private static final Pattern PACKED =
      Pattern.compile(".+\\.tfrecords?\\.(gz|bz2|xz|zst|zip|tgz)");
  private static final Pattern RECORDS =
      Pattern.compile(".+\\.tfrecords?(-.*)?|.*tfrecord.*-of-.*");

  private NoDataset() {}

  /** What is wrong with a place that exists, and what to do, to stand after its name. */
  public static String reason(Path place) throws IOException {
    String advice =
        "; make a dataset of it: 'progan dataset create_from_images NEW_FOLDER %s'"
            .formatted(place);
    if (!Files.isDirectory(place)) {
      String name = lower(place);
      boolean pictures = ARCHIVE.matcher(name).matches() || PICTURES.matcher(name).matches();
      return "is a file, not a dataset folder" + (pictures ? advice : "");
    }
    List<String> names;
    try (Stream<Path> files = Files.list(place)) {
      names = files.map(NoDataset::lower).sorted().toList();
    }
    Optional<String> packed = names.stream().filter(n -> PACKED.matcher(n).matches()).findFirst();
    if (packed.isPresent()) {
      return "holds no dataset that can be read: files such as %s must be unpacked first"
          .formatted(packed.get());
    }
    Optional<String> other = names.stream().filter(n -> RECORDS.matcher(n).matches()).findFirst();
    if (other.isPresent()) {
      return ("holds no dataset: TFRecord files must be called NAME-r02.tfrecords and so on, one for"
              + " each resolution, not as %s")
          .formatted(other.get());
    }
    String none = "holds no dataset (no NAME-rNN.tfrecords files)";
    return holdsPictures(place) ? "holds pictures and " + none.substring(6) + advice : none;
  }

  private static boolean holdsPictures(Path folder) {
    try (Stream<Path> files = Files.walk(folder, DEPTH)) {
      return files.limit(MOST_FILES).anyMatch(file -> PICTURES.matcher(lower(file)).matches());
    } catch (IOException | UncheckedIOException e) {
      return false; // what cannot be listed gives no advice
    }
  }

  private static String lower(Path path) {
    return String.valueOf(path.getFileName()).toLowerCase(Locale.ROOT);
  }
}
