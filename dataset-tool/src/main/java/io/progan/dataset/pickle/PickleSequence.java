package io.progan.dataset.pickle;

import io.progan.dataset.DatasetException;
import java.io.IOException;
import java.io.InputStream;

/** Pickles that follow one another in a stream. */
public final class PickleSequence {
  private final PickleInput input;
  private final String name;

  /**
   * Starts where the stream is.
   *
   * @param in must support marks; stays open
   * @param name what the stream is called in messages
   * @param size how many bytes are read at most
   */
  public PickleSequence(InputStream in, String name, long size) {
    this.input = new PickleInput(in, size);
    this.name = name;
  }

  /**
   * The value of the next pickle.
   *
   * @throws DatasetException naming the offset in the stream, as {@link PickleReader#read}
   */
  public Object next(PickleReader reader) throws IOException {
    return reader.read(input, name);
  }

  /** How many bytes the pickles up to here take. */
  public long position() {
    return input.position();
  }
}
