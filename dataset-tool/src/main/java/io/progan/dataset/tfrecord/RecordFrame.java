package io.progan.dataset.tfrecord;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * The frame around each payload of a TFRecord file, all little endian: length (8 bytes), masked CRC
 * of the length (4), payload, masked CRC of the payload (4).
 */
public final class RecordFrame {

  static final int LENGTH_BYTES = 8;
  static final int CRC_BYTES = 4;

  /** The bytes before a payload. */
  public static final int HEADER_BYTES = LENGTH_BYTES + CRC_BYTES;

  /** The bytes around a payload. */
  public static final int OVERHEAD_BYTES = HEADER_BYTES + CRC_BYTES;

  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

  private RecordFrame() {}

  /** A whole record of a payload. */
  public static byte[] around(byte[] payload) {
    byte[] frame = new byte[OVERHEAD_BYTES + payload.length];
    System.arraycopy(payload, 0, frame, HEADER_BYTES, payload.length);
    close(frame);
    return frame;
  }

  /** Fills in length and checksums around a payload that lies at {@link #HEADER_BYTES}. */
  static void close(byte[] frame) {
    int payload = frame.length - OVERHEAD_BYTES;
    LONG.set(frame, 0, (long) payload);
    INT.set(frame, LENGTH_BYTES, MaskedCrc.of(frame, 0, LENGTH_BYTES));
    INT.set(frame, HEADER_BYTES + payload, MaskedCrc.of(frame, HEADER_BYTES, payload));
  }

  /** Whether length and its checksum, the first {@link #HEADER_BYTES} of a record, agree. */
  public static boolean headerIntact(byte[] header) {
    return (int) INT.get(header, LENGTH_BYTES) == MaskedCrc.of(header, 0, LENGTH_BYTES);
  }

  /** The payload's length, not to be trusted: negative if above the range of a long. */
  public static long payloadLength(byte[] header) {
    return (long) LONG.get(header, 0);
  }

  /** Whether payload and its checksum in a whole record agree. */
  static boolean payloadIntact(byte[] frame) {
    int payload = frame.length - OVERHEAD_BYTES;
    return (int) INT.get(frame, HEADER_BYTES + payload)
        == MaskedCrc.of(frame, HEADER_BYTES, payload);
  }
}
