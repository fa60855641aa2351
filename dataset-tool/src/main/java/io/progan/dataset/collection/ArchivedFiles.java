package io.progan.dataset.collection;

import io.progan.dataset.CodePointOrder;
import io.progan.dataset.DatasetException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.apache.commons.compress.archivers.ArchiveEntry;

/** The files of an archive, which is read where it lies, by their entries in its directory. */
abstract class ArchivedFiles<E extends ArchiveEntry> implements FileCollection {
  private final Path file;
  private final String kind;
  private final List<E> entries;

  /**
   * Takes the entries that are files and not passed over.
   *
   * @param kind what the archive is, in a word
   */
  ArchivedFiles(Path file, String kind, Collection<E> all) {
    this.file = file;
    this.kind = kind;
    this.entries =
        all.stream()
            .filter(entry -> !entry.isDirectory() && !FileNames.pathIgnored(name(entry)))
            .sorted(Comparator.comparing(ArchivedFiles::name, CodePointOrder.COMPARATOR))
            .toList();
  }

  /** The path without the {@code ./} that many archives begin with. */
  private static String name(ArchiveEntry entry) {
    return entry.getName().replaceFirst("^(\\./+)+", "");
  }

  final E entry(int index) {
    return entries.get(index);
  }

  /**
   * An entry whose content may be read, as far as its name and the size that it claims say.
   *
   * @throws DatasetException if it may not
   */
  final E usable(int index) throws IOException {
    if (FileNames.leadsElsewhere(name(index))) {
      throw new DatasetException(place(index) + ": name leads out of the archive");
    }
    if (size(index) > MOST_BYTES) {
      throw BoundedStream.tooLarge(place(index));
    }
    return entry(index);
  }

  @Override
  public final Path path() {
    return file;
  }

  @Override
  public final String description() {
    return "%s '%s'".formatted(kind, file.getFileName());
  }

  @Override
  public final int count() {
    return entries.size();
  }

  @Override
  public final String name(int index) {
    return name(entry(index));
  }

  @Override
  public final long size(int index) {
    return entry(index).getSize();
  }

  @Override
  public final String place(int index) {
    return file + ": " + FileNames.shown(name(index));
  }
}
