package io.progan.dataset.collection;

import io.progan.dataset.DatasetException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Ends with an error when more comes out than was said or is allowed, as of a zip bomb. */
final class BoundedStream extends FilterInputStream {
  private final String place;
  private long left = FileCollection.MOST_BYTES;

  BoundedStream(InputStream in, String place) {
    super(in);
    this.place = place;
  }

  static DatasetException tooLarge(String place) {
    return new DatasetException(
        "%s: more than the %d MB that can be used"
            .formatted(place, FileCollection.MOST_BYTES >> 20));
  }

  private int taken(int count) throws DatasetException {
    left -= Math.max(count, 0);
    if (left < 0) {
      throw tooLarge(place);
    }
    return count;
  }

  @Override
  public int read() throws IOException {
    int value = in.read();
    taken(value < 0 ? 0 : 1);
    return value;
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    return taken(in.read(into, offset, length));
  }

  @Override
  public long skip(long count) throws IOException {
    long skipped = in.skip(Math.min(count, left));
    left -= skipped;
    return skipped;
  }
}
