package io.progan.dataset.collection;

import io.progan.dataset.DatasetException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.commons.compress.archivers.ArchiveEntry;

/** The files of an archive, which is read where it lies, by their entries in its directory. */
abstract class ArchivedFiles<E extends ArchiveEntry> implements FileCollection {
  private final Path file;
  private final String kind;
  private final Members<E> members;

  /**
   * Takes what the archive holds.
   *
   * @param kind what the archive is, in a word
   */
  ArchivedFiles(Path file, String kind, Members<E> members) {
    this.file = file;
    this.kind = kind;
    this.members = members;
  }

  final E entry(int index) {
    return members.entries().get(index);
  }

  /**
   * An entry whose content may be read, as far as its name and the size that it claims say.
   *
   * @throws DatasetException if it may not
   */
  final E usable(int index) throws IOException {
    Optional<String> elsewhere = FileNames.leadsElsewhere(name(index));
    if (elsewhere.isPresent()) {
      throw new DatasetException(
          "%s: name leads out of the archive, %s".formatted(place(index), elsewhere.get()));
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
    return members.names().size();
  }

  @Override
  public final String name(int index) {
    return members.names().get(index);
  }

  @Override
  public final List<String> notes() {
    return members.notes().stream().map(note -> file + ": " + note).toList();
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
