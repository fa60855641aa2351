package io.progan.dataset.torch;

import io.progan.dataset.DatasetException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/** A row of elements that lies in the file in one piece; several tensors may be views of it. */
public final class TorchStorage {
  private final String key;
  private final TorchType type;
  private final long count;
  private FileChannel channel;
  private long position;
  private String place;

  TorchStorage(String key, TorchType type, long count) {
    this.key = key;
    this.type = type;
    this.count = count;
  }

  /** What the file calls it, a number. */
  public String key() {
    return key;
  }

  /** The type of its elements. */
  public TorchType type() {
    return type;
  }

  /** The number of its elements. */
  public long count() {
    return count;
  }

  /** Bytes of all elements; they fit into a long. */
  long bytes() {
    return count * type.bytes();
  }

  boolean isLocated() {
    return channel != null;
  }

  /**
   * Says where the elements are.
   *
   * @param where what messages say of it
   * @throws DatasetException if the file ends before them
   */
  void locate(FileChannel from, long first, String where) throws IOException {
    if (first < 0 || bytes() > from.size() - first) {
      throw new DatasetException(
          "%s: storage of %d bytes at byte %d goes beyond the file's end at %d; it is truncated"
              .formatted(where, bytes(), first, from.size()));
    }
    channel = from;
    position = first;
    place = where;
  }

  /**
   * Fills a buffer with the elements from one on, as many as there are and fit; it is left ready to
   * be read.
   */
  void read(long element, ByteBuffer into) throws IOException {
    long from = element * type.bytes();
    into.clear();
    into.limit((int) Math.min(into.capacity(), bytes() - from));
    while (into.hasRemaining()) {
      if (channel.read(into, position + from + into.position()) < 0) {
        throw new DatasetException(place + ": file has become shorter while it was read");
      }
    }
    into.flip();
  }
}
