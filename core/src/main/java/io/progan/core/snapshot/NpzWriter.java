package io.progan.core.snapshot;

import io.progan.dataset.numpy.NpyArray;
import io.progan.dataset.numpy.NpyWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.LocalDateTime;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Writes an {@code .npz} file: a zip of NumPy arrays that {@code numpy.load} opens. Weights do not
 * compress, so members are stored as they are. The zip's comment is a checksum of the whole file.
 */
public final class NpzWriter {

  /** Every member gets the same date, in any time zone, so that equal arrays give equal files. */
  private static final LocalDateTime NO_DATE = LocalDateTime.of(1980, 1, 2, 0, 0);

  private final FileSeal.Stream sealed;
  private final ZipOutputStream zip;

  /**
   * Begins a file.
   *
   * @param out where to; stays the caller's to close
   */
  public NpzWriter(OutputStream out) {
    sealed = new FileSeal.Stream(out);
    zip = new ZipOutputStream(sealed);
    zip.setComment(FileSeal.placeholder());
  }

  /**
   * Writes an array.
   *
   * @param name without the ending {@code .npy}
   */
  public void array(String name, NpyArray array) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    NpyWriter.write(bytes, array);
    member(name + ".npy", bytes.toByteArray());
  }

  /** Writes a member that is no array. */
  public void member(String name, byte[] content) throws IOException {
    CRC32 crc = new CRC32();
    crc.update(content);
    ZipEntry entry = new ZipEntry(name);
    entry.setMethod(ZipEntry.STORED);
    entry.setSize(content.length);
    entry.setCrc(crc.getValue());
    entry.setTimeLocal(NO_DATE);
    zip.putNextEntry(entry);
    zip.write(content);
    zip.closeEntry();
  }

  /** Writes the zip's table of contents and the file's checksum; the last call. */
  public void finish() throws IOException {
    zip.finish();
    sealed.finish();
  }
}
