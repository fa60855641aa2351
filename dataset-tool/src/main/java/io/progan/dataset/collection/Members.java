package io.progan.dataset.collection;

import io.progan.dataset.CodePointOrder;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.commons.compress.archivers.ArchiveEntry;

/**
 * The files of an archive by their names, in order, without folders and what is passed over.
 *
 * @param names paths with {@code /} and without the {@code ./} that many archives begin with
 * @param entries the entry of each
 * @param notes what is worth saying about the names, each to stand after the archive's own
 */
record Members<E extends ArchiveEntry>(List<String> names, List<E> entries, List<String> notes) {

  /**
   * A file as it stands in the archive.
   *
   * @param path its name, with {@code /} between folders
   * @param mended whether {@code \} stood between them
   */
  record Named<E extends ArchiveEntry>(E entry, String path, boolean mended) {

    /** Takes each {@code \} of a name for a {@code /}, as the unpackers of zips do. */
    static <E extends ArchiveEntry> Named<E> withSlashes(E entry, String written) {
      return new Named<>(entry, written.replace('\\', '/'), written.contains("\\"));
    }
  }

  /** Of two files of one name the later one is taken, as all unpackers do. */
  static <E extends ArchiveEntry> Members<E> of(Collection<Named<E>> all) {
    SortedMap<String, E> found = new TreeMap<>(CodePointOrder.COMPARATOR);
    List<String> twice = new ArrayList<>();
    int mended = 0;
    for (Named<E> file : all) {
      String name = file.path().replaceFirst("^(\\./+)+", "");
      boolean isFolder = file.entry().isDirectory() || name.endsWith("/");
      if (isFolder || FileNames.pathIgnored(name)) {
        continue;
      }
      mended += file.mended() ? 1 : 0;
      if (found.put(name, file.entry()) != null) {
        twice.add(name);
      }
    }
    List<String> notes = new ArrayList<>();
    if (mended > 0) {
      notes.add("names have \\ between folders, as some programmes for Windows write; taken as /");
    }
    if (!twice.isEmpty()) {
      notes.add(
          "%d times a name that was there before, such as '%s'; the last file of each is taken"
              .formatted(twice.size(), FileNames.shown(twice.get(0))));
    }
    return new Members<>(List.copyOf(found.keySet()), List.copyOf(found.values()), notes);
  }
}
