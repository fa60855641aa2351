package io.progan.dataset.picture;

import io.progan.dataset.DatasetException;
import java.io.DataInput;
import java.io.IOException;

/**
 * The header of a Photoshop file (Adobe Photoshop File Formats Specification, "File Header
 * Section").
 *
 * @param channels planes of samples
 * @param depth bits of a sample
 * @param mode the colour mode, one of {@link Mode}
 */
record PsdHead(int channels, int height, int width, int depth, Mode mode) {
  static final int BYTES = 26;

  private static final String CONVERT = " is not read; 'magick IN[0] OUT.png' converts it";

  /** Colour modes that are read, with their samples. */
  enum Mode {
    BITMAP(0, 1, 1),
    GREY(1, 1, 1),
    INDEXED(2, 1, 3),
    RGB(3, 3, 3),
    CMYK(4, 4, 3);

    private final int code;
    final int planes;
    final int colors;

    Mode(int code, int planes, int colors) {
      this.code = code;
      this.planes = planes;
      this.colors = colors;
    }

    private static Mode of(int code) throws DatasetException {
      for (Mode mode : values()) {
        if (mode.code == code) {
          return mode;
        }
      }
      throw new DatasetException("PSD in the colour mode " + name(code) + CONVERT);
    }

    private static String name(int code) {
      return switch (code) {
        case 7 -> "multichannel";
        case 8 -> "duotone";
        case 9 -> "Lab";
        default -> Integer.toString(code);
      };
    }
  }

  /** Reads from behind the four magic bytes; fails with the reason alone if it is not read. */
  static PsdHead read(DataInput in) throws IOException {
    if (in.readUnsignedShort() != 1) {
      throw new DatasetException("PSB (large Photoshop file)" + CONVERT);
    }
    in.readFully(new byte[6]);
    int channels = in.readUnsignedShort();
    int height = in.readInt();
    int width = in.readInt();
    int depth = in.readUnsignedShort();
    PsdHead head = new PsdHead(channels, height, width, depth, Mode.of(in.readUnsignedShort()));
    head.check();
    return head;
  }

  private void check() throws DatasetException {
    boolean wide = mode == Mode.GREY || mode == Mode.RGB;
    boolean usable = mode == Mode.BITMAP ? depth == 1 : depth == 8 || (depth == 16 && wide);
    if (!usable) {
      throw new DatasetException(
          "PSD in the colour mode %s with %d bits".formatted(mode, depth) + CONVERT);
    }
    int extra = channels - mode.planes;
    if (extra < 0) {
      throw new DatasetException("damaged picture (PSD with too few channels)");
    }
    if (extra > 1 || (extra == 1 && (mode != Mode.RGB || depth != 8))) {
      throw new DatasetException(
          "PSD in the colour mode %s with %d channels of %d bits".formatted(mode, channels, depth)
              + CONVERT);
    }
  }

  /** Whether a channel of opacity follows the colours. */
  boolean alpha() {
    return channels > mode.planes;
  }

  /** Bytes of a row of one channel. */
  int rowBytes() {
    return (width * depth + 7) / 8;
  }
}
