package io.progan.dataset.tfrecord;

import io.progan.dataset.DatasetException;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Appends encoded images to a new TFRecord file. Not safe for use by several threads at once. */
public final class TfRecordWriter implements Closeable {
  private static final int BUFFER_BYTES = 1 << 16;

  private final Path file;
  private final FileChannel channel;
  private final OutputStream out;

  /** Creates the file; one of that name is an error. */
  public TfRecordWriter(Path file) throws IOException {
    this.file = file;
    channel = FileChannel.open(file, StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW);
    out = new BufferedOutputStream(Channels.newOutputStream(channel), BUFFER_BYTES);
  }

  /**
   * Appends a record as {@link ImageRecord#encode} made it.
   *
   * @throws DatasetException if that fails, for example because the disk is full
   */
  public void write(byte[] record) throws IOException {
    try {
      out.write(record);
    } catch (IOException e) {
      throw failure(e);
    }
  }

  /** Puts everything on the disk itself, so that it survives a power cut; fails as write does. */
  public void force() throws IOException {
    try {
      out.flush();
      channel.force(true);
    } catch (IOException e) {
      throw failure(e);
    }
  }

  private DatasetException failure(IOException e) {
    return new DatasetException(file + ": cannot be written (" + e.getMessage() + ")", e);
  }

  /** Closes the file; what was not forced may be lost. */
  @Override
  public void close() throws IOException {
    channel.close();
  }
}
