package io.progan.dataset.tfrecord;

import io.progan.dataset.DatasetException;
import io.progan.dataset.FileKind;
import io.progan.dataset.RawImage;
import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Optional;

/**
 * Reads the images of one TFRecord file in order. Both checksums of each record are checked;
 * lengths are believed only as far as the file goes. Not safe for use by several threads at once.
 */
public final class TfRecordReader implements Closeable {
  private static final int BUFFER_BYTES = 1 << 16;
  private static final int MAX_PAYLOAD = Integer.MAX_VALUE - 64;

  private final Path file;
  private final long fileBytes;
  private final FileChannel channel;
  private InputStream in;
  private long record;
  private long offset;

  private TfRecordReader(Path file, FileChannel channel, long record, long offset)
      throws IOException {
    this.file = file;
    this.channel = channel;
    this.fileBytes = channel.size();
    this.record = record;
    this.offset = offset;
    this.in =
        new BufferedInputStream(Channels.newInputStream(channel.position(offset)), BUFFER_BYTES);
  }

  /** Opens a file at its first record. */
  public static TfRecordReader open(Path file) throws IOException {
    return openAt(file, 0, 0);
  }

  /**
   * Opens a file at the record of that index, counted from 0, by jumping there: all records have
   * the size of the first, as those of a dataset do. The index may be the number of records; then
   * {@link #next} finds the end.
   *
   * @throws DatasetException if the file has fewer records or ends within one
   */
  public static TfRecordReader open(Path file, long firstRecord) throws IOException {
    if (firstRecord == 0) {
      return open(file);
    }
    TfRecordShard.Layout layout = TfRecordShard.Layout.of(file);
    if (firstRecord < 0 || firstRecord > layout.records()) {
      throw new DatasetException(
          "%s: has %d records, there is none of index %d"
              .formatted(file, layout.records(), firstRecord));
    }
    return openAt(file, firstRecord, firstRecord * layout.recordBytes());
  }

  private static TfRecordReader openAt(Path file, long record, long offset) throws IOException {
    FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
    try {
      return new TfRecordReader(file, channel, record, offset);
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  /**
   * The next image, or null at the end of the file.
   *
   * @throws DatasetException if the record is cut off, a checksum is wrong, or it holds no image;
   *     the message names file, record and byte. What follows such a record cannot be read.
   */
  public RawImage next() throws IOException {
    byte[] frame = readFrame();
    if (frame == null) {
      return null;
    }
    RawImage image = decode(frame);
    advance(frame);
    return image;
  }

  /**
   * The next record as it stands in the file, with its frame, or null at the end of the file.
   *
   * @throws DatasetException as for {@link #next}, but whether it holds an image is not looked at
   */
  public byte[] nextFrame() throws IOException {
    byte[] frame = readFrame();
    if (frame != null) {
      advance(frame);
    }
    return frame;
  }

  private void advance(byte[] frame) {
    offset += frame.length;
    record++;
  }

  private byte[] readFrame() throws IOException {
    byte[] header = in.readNBytes(RecordFrame.HEADER_BYTES);
    long payload = payloadLength(header);
    if (payload < 0) {
      return null;
    }
    long rest = fileBytes - offset - RecordFrame.HEADER_BYTES - RecordFrame.CRC_BYTES;
    if (payload > rest) {
      throw fault(
          "truncated: needs " + payload + " bytes of content, " + Math.max(rest, 0) + " left");
    }
    if (payload > MAX_PAYLOAD) {
      throw fault("too large: " + payload + " bytes of content");
    }
    byte[] frame = Arrays.copyOf(header, RecordFrame.OVERHEAD_BYTES + (int) payload);
    int wanted = frame.length - header.length;
    if (in.readNBytes(frame, header.length, wanted) < wanted) {
      throw fault("truncated: the file became shorter while it was read");
    }
    if (!RecordFrame.payloadIntact(frame)) {
      throw fault("content is damaged (wrong data CRC)");
    }
    return frame;
  }

  /** Checks the header of a record; -1 at the end of the file. */
  private long payloadLength(byte[] header) throws IOException {
    if (header.length == 0) {
      return -1;
    }
    if (header.length < RecordFrame.HEADER_BYTES) {
      checkKind();
      throw fault("truncated: ends within the record's header");
    }
    long payload = RecordFrame.payloadLength(header);
    if (!RecordFrame.headerIntact(header) || payload < 0) {
      checkKind();
      throw fault("length is damaged (wrong length CRC)");
    }
    return payload;
  }

  /** A file whose first record has no header may be another kind of file. */
  private void checkKind() throws IOException {
    Optional<String> kind = offset == 0 ? FileKind.of(file) : Optional.empty();
    if (kind.isPresent()) {
      throw new DatasetException("%s: is no TFRecord file, but %s".formatted(file, kind.get()));
    }
  }

  private RawImage decode(byte[] frame) throws DatasetException {
    int payload = frame.length - RecordFrame.OVERHEAD_BYTES;
    try {
      return ImageRecord.decode(ByteBuffer.wrap(frame, RecordFrame.HEADER_BYTES, payload).slice());
    } catch (DatasetException e) {
      throw new DatasetException(place() + e.getMessage(), e);
    }
  }

  private DatasetException fault(String reason) {
    return new DatasetException(place() + reason);
  }

  private String place() {
    return "%s: record %d at byte %d: ".formatted(file, record, offset);
  }

  /**
   * Jumps to a record of a file whose records are all of one size; the next image is that record's.
   *
   * @param index of the record, counted from 0
   * @param recordBytes the bytes of each record with its frame
   */
  public void seek(long index, long recordBytes) throws IOException {
    record = index;
    offset = index * recordBytes;
    int buffer = (int) Math.min(BUFFER_BYTES, recordBytes);
    in = new BufferedInputStream(Channels.newInputStream(channel.position(offset)), buffer);
  }

  /** The index of the record that comes next, counted from 0. */
  public long position() {
    return record;
  }

  /** The byte of the file at which the next record starts; after an error, of the faulty one. */
  public long offset() {
    return offset;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
