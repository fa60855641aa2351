package io.progan.dataset.collection;

import io.progan.dataset.DatasetException;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Files by number, in the order of their names' code points. Hidden files and those that systems
 * leave behind ({@code Thumbs.db}, {@code desktop.ini}, {@code __MACOSX}) are passed over, whether
 * in upper or lower case. Several threads may read at once; nothing is ever written.
 */
public interface FileCollection extends Closeable {
  /** The most bytes of one file, packed or not; a larger one is refused when it is opened. */
  long MOST_BYTES = 1L << 29;

  /**
   * Opens a folder with all folders in it, a zip, or a tar, which may be packed by gzip, bzip2 or
   * xz.
   *
   * @param leftOut files of the folder that are passed over
   * @throws DatasetException if there is no such place or it is damaged
   */
  static FileCollection open(Path place, Path... leftOut) throws IOException {
    if (Files.isDirectory(place)) {
      return FolderFiles.open(place, leftOut);
    }
    Optional<String> missing = Reachable.problem(place);
    if (missing.isPresent()) {
      throw new DatasetException(
          "%s: no such folder or archive of pictures (%s)".formatted(place, missing.get()));
    }
    return Archives.open(place);
  }

  /** The same without one file; closing it closes this. */
  default FileCollection without(int left) {
    return new FewerFiles(this, left);
  }

  /** Where it lies. */
  Path path();

  /** What this is, in words, for example {@code zip 'pictures.zip'}. */
  String description();

  /** What is worth saying about the names of the files, each one line. */
  default List<String> notes() {
    return List.of();
  }

  /** The number of files, which may be 0. */
  int count();

  /** The file's path within the collection, with {@code /} between folders. */
  String name(int index);

  /** The size of the file's content in bytes as far as the collection says it, which may lie. */
  long size(int index) throws IOException;

  /**
   * What tells the file's content from another of the same size, without reading all of it. It is a
   * checksum of pieces or of the whole, the same wherever the collection lies.
   */
  String fingerprint(int index) throws IOException;

  /** What the file is called in messages: with the collection's own path in front. */
  String place(int index);

  /**
   * The file's content, to be closed by the caller. It fails when more than {@link #MOST_BYTES}
   * come out of it.
   *
   * @throws DatasetException if the file cannot be used: too large, encrypted, a link, a name that
   *     leads elsewhere; the message begins with {@link #place}
   */
  InputStream open(int index) throws IOException;

  /** The whole content of a file; fails as {@link #open} and its stream do. */
  default byte[] read(int index) throws IOException {
    try (InputStream in = open(index)) {
      return in.readAllBytes();
    }
  }
}
