package io.progan.dataset.picture;

import io.progan.dataset.RawImage;

/**
 * Turns pictures upright as Exif's orientation asks for (Exif 2.3, tag 274): 1 is upright; 2 to 4
 * are mirrored, turned by half, both; 5 to 8 are the same for pictures on their side.
 */
final class Orientation {
  static final int UPRIGHT = 1;

  private static final int ON_ITS_SIDE = 5;
  private static final int LAST = 8;

  private Orientation() {}

  private static boolean turns(int orientation) {
    return orientation > UPRIGHT && orientation <= LAST;
  }

  /** The picture turned upright; itself if there is nothing to do. */
  static Picture upright(Picture picture, int orientation) {
    if (!turns(orientation)) {
      return picture;
    }
    RawImage from = picture.pixels();
    boolean sideways = orientation >= ON_ITS_SIDE;
    int height = sideways ? from.width() : from.height();
    int width = sideways ? from.height() : from.width();
    int plane = height * width;
    byte[] pixels = new byte[from.data().length];
    Walk walk = Walk.of(orientation, from.height(), from.width());
    for (int channel = 0; channel < from.channels(); channel++) {
      walk.copy(from.data(), channel * plane, pixels, height, width);
    }
    byte[] alpha = null;
    if (picture.alpha() != null) {
      alpha = new byte[plane];
      walk.copy(picture.alpha(), 0, alpha, height, width);
    }
    return new Picture(new RawImage(from.channels(), height, width, pixels), alpha);
  }

  /**
   * Where the first pixel of the upright picture lies, and the way to the next in row and column.
   */
  private record Walk(int start, int right, int down) {
    static Walk of(int orientation, int height, int width) {
      int lastColumn = width - 1;
      int lastRow = (height - 1) * width;
      return switch (orientation) {
        case 2 -> new Walk(lastColumn, -1, width);
        case 3 -> new Walk(lastRow + lastColumn, -1, -width);
        case 4 -> new Walk(lastRow, 1, -width);
        case 5 -> new Walk(0, width, 1);
        case 6 -> new Walk(lastRow, -width, 1);
        case 7 -> new Walk(lastRow + lastColumn, -width, -1);
        default -> new Walk(lastColumn, width, -1);
      };
    }

    void copy(byte[] from, int offset, byte[] to, int height, int width) {
      int target = offset;
      for (int y = 0; y < height; y++) {
        int at = offset + start + y * down;
        for (int x = 0; x < width; x++, at += right) {
          to[target++] = from[at];
        }
      }
    }
  }
}
