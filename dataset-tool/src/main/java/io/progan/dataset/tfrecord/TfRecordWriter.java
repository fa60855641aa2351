package io.progan.dataset.tfrecord;

import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;

/** Appends encoded images to a new TFRecord file. Not safe for use by several threads at once. */
public final class TfRecordWriter implements Closeable {
  private static final int BUFFER_BYTES = 1 << 16;

  private final FileChannel channel;
  private final OutputStream out;
  private final MessageDigest digest = Checksum.digest();
  private long bytes;

  /** Creates the file; one of that name is an error. */
  public TfRecordWriter(Path file) throws IOException {
    channel = FileChannel.open(file, StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW);
    out = new BufferedOutputStream(Channels.newOutputStream(channel), BUFFER_BYTES);
  }

  /**
   * Appends a record as {@link ImageRecord#encode} made it.
   *
   * @throws IOException if that fails, for example because the disk is full
   */
  public void write(byte[] record) throws IOException {
    out.write(record);
    digest.update(record);
    bytes += record.length;
  }

  /** Puts everything on the disk itself, so that it survives a power cut; fails as write does. */
  public void force() throws IOException {
    out.flush();
    channel.force(true);
  }

  /**
   * What has been written; to be asked once, at the end.
   *
   * @param name the name that the file is to have
   */
  public DatasetFile written(String name) {
    return new DatasetFile(name, bytes, Checksum.hex(digest));
  }

  /** Closes the file; what was not forced may be lost. */
  @Override
  public void close() throws IOException {
    channel.close();
  }
}
