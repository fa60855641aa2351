package io.progan.dataset.lmdb;

import io.progan.dataset.DatasetException;
import io.progan.dataset.Fingerprint;
import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The main database of an LMDB environment, read only: values by their place in the order of the
 * keys. Needs 8 bytes of memory for each entry. Several threads may read at once; whoever opened it
 * closes it. Nothing may write to the file meanwhile.
 */
public final class LmdbDatabase implements Closeable {
  private static final String DATA_FILE = "data.mdb";
  private static final int LARGEST_VALUE = 1 << 28;

  private final LmdbFile file;
  private final long[] nodes;

  private LmdbDatabase(LmdbFile file, long... nodes) {
    this.file = file;
    this.nodes = nodes;
  }

  /**
   * Opens a database and reads where all its values lie.
   *
   * @param path a folder with {@code data.mdb}, or such a file itself
   * @throws DatasetException if there is none, or it is no LMDB database, damaged or cut off; the
   *     message names file and byte
   */
  public static LmdbDatabase open(Path path) throws IOException {
    LmdbFile file = LmdbFile.open(dataFile(path));
    try {
      return new LmdbDatabase(file, LmdbTree.nodes(file));
    } catch (IOException | RuntimeException e) {
      file.close();
      throw e;
    }
  }

  private static Path dataFile(Path path) throws DatasetException {
    if (!Files.exists(path)) {
      throw new DatasetException(path + ": no such folder of an LMDB database");
    }
    if (!Files.isDirectory(path)) {
      return path;
    }
    Path file = path.resolve(DATA_FILE);
    if (!Files.isRegularFile(file)) {
      throw new DatasetException(
          path + ": not an LMDB database, has no file " + DATA_FILE + "; unpack the archive first");
    }
    return file;
  }

  /** The number of entries. */
  public int count() {
    return nodes.length;
  }

  /**
   * The key of the entry at that place, as text, for messages.
   *
   * @throws DatasetException if the entry is damaged
   */
  public String key(int index) throws IOException {
    byte[] key = LmdbTree.entry(file, nodes[index]).key();
    return new String(key, StandardCharsets.UTF_8).replaceAll("\\p{Cntrl}", "?");
  }

  /** The bytes of the value at that place; fails as {@link #key}. */
  public long size(int index) throws IOException {
    return LmdbTree.entry(file, nodes[index]).bytes();
  }

  /** A checksum of pieces of the value at that place; fails as {@link #key}. */
  public String fingerprint(int index) throws IOException {
    LmdbEntry entry = LmdbTree.entry(file, nodes[index]);
    return Fingerprint.of(
        (offset, bytes) -> file.read(entry.offset() + offset, bytes),
        entry.bytes(),
        Fingerprint.FEW);
  }

  /**
   * The value of the entry at that place in the order of the keys' bytes.
   *
   * @throws DatasetException if the entry is damaged or its value is above 256 MB
   */
  public byte[] value(int index) throws IOException {
    LmdbEntry entry = LmdbTree.entry(file, nodes[index]);
    if (entry.bytes() > LARGEST_VALUE) {
      throw file.fault(entry.offset(), "damaged: a value of " + entry.bytes() + " bytes");
    }
    return file.read(entry.offset(), (int) entry.bytes()).array();
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
