package io.progan.dataset.lmdb;

import io.progan.dataset.DatasetException;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The pages of a {@code data.mdb}. Several threads may read at once.
 *
 * <p>The layout is that of LMDB 0.9 on 64-bit little-endian machines (its {@code mdb.c}, "page
 * header" and following): pages of one size; pages 0 and 1 describe the database, of which the one
 * with the larger transaction number counts.
 */
final class LmdbFile implements Closeable {
  static final int PAGE_HEADER_BYTES = 16;

  private static final int MAGIC = 0xBEEFC0DE;
  private static final int VERSION = 1;
  private static final int META_BYTES = 152;
  private static final int AT_VERSION = 20;
  private static final int AT_PAGE_SIZE = 40;
  private static final int AT_MAIN_FLAGS = 92;
  private static final int AT_ENTRIES = 120;
  private static final int AT_ROOT = 128;
  private static final int AT_LAST_PAGE = 136;
  private static final int AT_TRANSACTION = 144;
  private static final int SMALLEST_PAGE = 256;
  private static final int LARGEST_PAGE = 1 << 16;

  private final Path file;
  private final FileChannel channel;
  private final int pageBytes;
  private final ByteBuffer meta;

  private LmdbFile(Path file, FileChannel channel) throws IOException {
    this.file = file;
    this.channel = channel;
    ByteBuffer first = meta(0);
    pageBytes = first.getInt(AT_PAGE_SIZE);
    boolean usable =
        pageBytes >= SMALLEST_PAGE && pageBytes <= LARGEST_PAGE && Integer.bitCount(pageBytes) == 1;
    if (!usable) {
      throw fault(AT_PAGE_SIZE, "pages of " + pageBytes + " bytes cannot be");
    }
    ByteBuffer second = meta(pageBytes);
    meta = second.getLong(AT_TRANSACTION) > first.getLong(AT_TRANSACTION) ? second : first;
    if (meta.getShort(AT_MAIN_FLAGS) != 0) {
      throw fault(AT_MAIN_FLAGS, "is a kind of database that image collections do not use");
    }
    long needed = (meta.getLong(AT_LAST_PAGE) + 1) * pageBytes;
    if (channel.size() < needed) {
      throw new DatasetException(
          "%s: truncated: has %d bytes of %d; get the file again"
              .formatted(file, channel.size(), needed));
    }
  }

  /**
   * Opens the file.
   *
   * @throws DatasetException if it is no LMDB file or is cut off
   */
  static LmdbFile open(Path file) throws IOException {
    FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
    try {
      return new LmdbFile(file, channel);
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  private ByteBuffer meta(long offset) throws IOException {
    if (channel.size() < offset + META_BYTES) {
      throw new DatasetException(
          file + ": not an LMDB database, or truncated: has only " + channel.size() + " bytes");
    }
    ByteBuffer page = read(offset, META_BYTES);
    int magic = page.getInt(PAGE_HEADER_BYTES);
    if (magic == Integer.reverseBytes(MAGIC)) {
      throw fault(offset + PAGE_HEADER_BYTES, "made on a big-endian machine, cannot be read here");
    }
    if (magic != MAGIC) {
      throw fault(offset + PAGE_HEADER_BYTES, "not an LMDB database");
    }
    if (page.getInt(AT_VERSION) != VERSION) {
      throw fault(
          offset + AT_VERSION,
          "is LMDB format " + page.getInt(AT_VERSION) + ", only " + VERSION + " can be read");
    }
    return page;
  }

  /** How many pairs of key and value the database says that it has. */
  long entries() {
    return meta.getLong(AT_ENTRIES);
  }

  /** The number of the page at the top of the tree; -1 if the database is empty. */
  long root() {
    return meta.getLong(AT_ROOT);
  }

  int pageBytes() {
    return pageBytes;
  }

  /**
   * A page, little endian.
   *
   * @throws DatasetException if there is no page of that number
   */
  ByteBuffer page(long number) throws IOException {
    if (number < 2 || number > meta.getLong(AT_LAST_PAGE)) {
      throw new DatasetException(file + ": damaged: refers to a page " + number + " that is none");
    }
    ByteBuffer page = read(number * pageBytes, pageBytes);
    if (page.getLong(0) != number) {
      throw fault(number * pageBytes, "damaged: page says that it is another");
    }
    return page;
  }

  /** Bytes of the file; {@link DatasetException} if it ends before. */
  ByteBuffer read(long offset, int count) throws IOException {
    if (offset < 0 || count < 0 || count > channel.size() - offset) {
      throw fault(offset, "damaged: refers to " + count + " bytes beyond the end of the file");
    }
    ByteBuffer bytes = ByteBuffer.allocate(count).order(ByteOrder.LITTLE_ENDIAN);
    while (bytes.hasRemaining()) {
      if (channel.read(bytes, offset + bytes.position()) < 0) {
        throw fault(offset + bytes.position(), "became shorter while it was read");
      }
    }
    return bytes.flip();
  }

  /** An error at a byte of the file. */
  DatasetException fault(long offset, String what) {
    return new DatasetException("%s: byte %d: %s".formatted(file, offset, what));
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
