package io.progan.core.snapshot;

import io.progan.dataset.FileKind;
import io.progan.dataset.numpy.NpyArray;
import io.progan.dataset.numpy.NpyReader;
import java.io.ByteArrayInputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/** Reads an {@code .npz} file: a zip of NumPy arrays. Every member's checksum is checked. */
public final class NpzReader implements Closeable {

  private static final String ARRAY = ".npy";

  private final Path file;
  private final String kind;
  private final ZipFile zip;

  /**
   * Opens a file.
   *
   * @param kind what the file should be, for messages: {@code a snapshot}
   * @throws SnapshotException if it is no zip, or damaged
   * @throws IOException if it cannot be read
   */
  public NpzReader(Path file, String kind) throws IOException {
    this.file = file;
    this.kind = kind;
    if (Files.isDirectory(file)) {
      throw new SnapshotException("%s: a folder, not %s".formatted(file, kind));
    }
    if (Files.size(file) == 0) {
      throw new SnapshotException("%s: an empty file, not %s".formatted(file, kind));
    }
    try {
      this.zip = new ZipFile(file.toFile());
    } catch (ZipException | EOFException | IllegalArgumentException e) {
      Optional<String> other = FileKind.of(file).filter(found -> !found.startsWith("a zip"));
      throw new SnapshotException(
          other.isPresent()
              ? "%s: not %s, but %s".formatted(file, kind, other.get())
              : "%s: damaged or not %s (%s)".formatted(file, kind, reason(e)),
          e);
    }
  }

  /** Whether there is a member of a name. */
  public boolean has(String member) {
    return zip.getEntry(member) != null;
  }

  /** The names of all arrays in the file's order, without the ending {@code .npy}. */
  public List<String> arrayNames() {
    return zip.stream()
        .map(ZipEntry::getName)
        .filter(name -> name.endsWith(ARRAY))
        .map(name -> name.substring(0, name.length() - ARRAY.length()))
        .toList();
  }

  /**
   * Reads an array.
   *
   * @param name without the ending
   * @throws SnapshotException if it is missing or damaged
   * @throws io.progan.dataset.DatasetException if the member is no array
   */
  public NpyArray array(String name) throws IOException {
    String member = name + ARRAY;
    return NpyReader.read(new ByteArrayInputStream(content(member)), file + " (" + member + ")");
  }

  /**
   * Reads a member.
   *
   * @throws SnapshotException if it is missing or damaged
   */
  public byte[] content(String member) throws IOException {
    ZipEntry entry = zip.getEntry(member);
    if (entry == null) {
      throw new SnapshotException("%s: not %s (no %s in it)".formatted(file, kind, member));
    }
    try (InputStream in = zip.getInputStream(entry)) {
      byte[] content = in.readAllBytes();
      CRC32 crc = new CRC32();
      crc.update(content);
      if (crc.getValue() != entry.getCrc()) {
        throw new SnapshotException("%s: %s is damaged (wrong CRC)".formatted(file, member));
      }
      return content;
    } catch (EOFException | ZipException e) {
      throw new SnapshotException("%s: %s is damaged (%s)".formatted(file, member, reason(e)), e);
    }
  }

  private static String reason(Exception e) {
    return e instanceof EOFException ? "it ends too early" : e.getMessage();
  }

  @Override
  public void close() throws IOException {
    zip.close();
  }
}
