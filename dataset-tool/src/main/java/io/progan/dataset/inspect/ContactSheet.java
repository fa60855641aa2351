package io.progan.dataset.inspect;

import io.progan.dataset.RawImage;
import io.progan.dataset.tfrecord.TfRecordReader;
import io.progan.dataset.tfrecord.TfRecordShard;
import java.io.IOException;
import java.util.Arrays;

/** Images of a dataset side by side, one pixel of white between them, for a first impression. */
public final class ContactSheet {
  private static final int GAP = 1;

  private ContactSheet() {}

  /**
   * The sheet, row by row; what is missing at the end stays white.
   *
   * @param first the image in the top left corner
   * @param columns images side by side
   * @param rows images one below the other
   */
  public static RawImage of(TfRecordShard shard, long first, int columns, int rows)
      throws IOException {
    int step = shard.resolution() + GAP;
    int width = columns * step - GAP;
    int height = rows * step - GAP;
    byte[] data = new byte[Math.multiplyExact(shard.channels(), Math.multiplyExact(height, width))];
    Arrays.fill(data, (byte) 255);
    RawImage sheet = new RawImage(shard.channels(), height, width, data);
    try (TfRecordReader reader = shard.open(first)) {
      for (int i = 0; i < columns * rows; i++) {
        RawImage image = reader.next();
        if (image == null) {
          break;
        }
        paste(image, sheet, i / columns * step, i % columns * step);
      }
    }
    return sheet;
  }

  private static void paste(RawImage image, RawImage sheet, int top, int left) {
    int side = image.width();
    for (int channel = 0; channel < image.channels(); channel++) {
      for (int y = 0; y < side; y++) {
        int to = (channel * sheet.height() + top + y) * sheet.width() + left;
        System.arraycopy(image.data(), (channel * side + y) * side, sheet.data(), to, side);
      }
    }
  }
}
