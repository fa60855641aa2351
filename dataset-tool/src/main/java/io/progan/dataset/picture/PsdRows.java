package io.progan.dataset.picture;

import io.progan.dataset.DatasetException;
import java.io.IOException;
import javax.imageio.stream.ImageInputStream;

/** The rows of a Photoshop file's merged picture, one channel after the other. */
final class PsdRows {
  private static final int PACKED = 1;

  private final ImageInputStream in;
  private final byte[] row;
  private final int[] packedBytes;
  private int next;

  /** Reads from the compression on, which stands before all rows. */
  PsdRows(ImageInputStream in, PsdHead head) throws IOException {
    this.in = in;
    row = new byte[head.rowBytes()];
    int compression = in.readUnsignedShort();
    if (compression > PACKED) {
      throw new DatasetException(
          "PSD whose merged picture has the compression %d is not read;".formatted(compression)
              + " 'magick IN[0] OUT.png' converts it");
    }
    packedBytes = compression == PACKED ? new int[head.channels() * head.height()] : null;
    for (int i = 0; packedBytes != null && i < packedBytes.length; i++) {
      packedBytes[i] = in.readUnsignedShort();
    }
  }

  /** The bytes of the next row, valid until the one after. */
  byte[] next() throws IOException {
    if (packedBytes == null) {
      in.readFully(row);
    } else {
      byte[] packed = new byte[packedBytes[next++]];
      in.readFully(packed);
      unpack(packed);
    }
    return row;
  }

  /** PackBits (TIFF 6.0, section 9). */
  private void unpack(byte[] packed) throws DatasetException {
    int at = 0;
    int to = 0;
    while (at < packed.length && to < row.length) {
      int code = packed[at++];
      int count = code < 0 ? 1 - code : code + 1;
      if (code == -128) {
        continue;
      }
      int used = code < 0 ? 1 : count;
      if (at + used > packed.length || to + count > row.length) {
        throw damaged();
      }
      for (int i = 0; i < count; i++) {
        row[to++] = packed[code < 0 ? at : at + i];
      }
      at += used;
    }
    if (to < row.length) {
      throw damaged();
    }
  }

  private static DatasetException damaged() {
    return new DatasetException("damaged picture (PSD: a packed row of the wrong length)");
  }
}
