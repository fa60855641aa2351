package io.progan.dataset.picture;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/** BMP by the JDK's decoder, for the kinds of samples that {@link BmpHead} lets pass. */
final class BmpFormat implements PictureFormat {
  private static final int PACKED_BITS = 16;
  private static final int GREEN_MASK = 0x7e0;
  private static final int BYTE_MAX = 255;

  @Override
  public PictureHeader header(ImageInputStream in) throws IOException {
    BmpHead head = BmpHead.ofFile(in);
    head.check();
    try (ImageIoReader reader = ImageIoReader.ofJdk("bmp", in)) {
      return head.masksOpacity() ? reader.header() : reader.header().opaque();
    }
  }

  @Override
  public Picture decode(byte[] file) throws IOException {
    ImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(file));
    BmpHead head = BmpHead.ofFile(in);
    try (ImageIoReader reader = ImageIoReader.ofJdk("bmp", in)) {
      Picture picture = reader.decode();
      if (head.bits() == PACKED_BITS) {
        cut(picture, head.masks().get(1) == GREEN_MASK ? 6 : 5);
      }
      // Without a mask for it the fourth byte means nothing; the JDK takes it for the opacity.
      return head.masksOpacity() ? picture : new Picture(picture.pixels(), null);
    }
  }

  /** Samples of five and six bits are cut to bytes, not rounded, as Pillow does. */
  private static void cut(Picture picture, int greenBits) {
    byte[] data = picture.pixels().data();
    int plane = data.length / 3;
    for (int i = 0; i < data.length; i++) {
      int most = (1 << (i / plane == 1 ? greenBits : 5)) - 1;
      int stored = ((data[i] & 0xff) * most + BYTE_MAX / 2) / BYTE_MAX;
      data[i] = (byte) (stored * BYTE_MAX / most);
    }
  }
}
