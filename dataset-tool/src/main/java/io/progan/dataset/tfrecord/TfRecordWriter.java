package io.progan.dataset.tfrecord;

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

  private final FileChannel channel;
  private final OutputStream out;

  /** Creates the file; one of that name is an error. */
  public TfRecordWriter(Path file) throws IOException {
    channel = FileChannel.open(file, StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW);
    out = new BufferedOutputStream(Channels.newOutputStream(channel), BUFFER_BYTES);
  }

  /** Appends a record as {@link ImageRecord#encode} made it. */
  public void write(byte[] record) throws IOException {
    out.write(record);
  }

  /** Puts everything on the disk itself, so that it survives a power cut. */
  public void force() throws IOException {
    out.flush();
    channel.force(true);
  }

  @Override
  public void close() throws IOException {
    out.close();
  }
}
