package io.progan.dataset.picture;

import io.progan.dataset.DatasetException;
import io.progan.dataset.RawImage;
import java.awt.image.BufferedImage;
import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * PNG by the JDK's decoder, which hands out the stored samples unchanged. It overlooks the
 * transparent value of grey samples of fewer than eight bits, which is added here.
 */
final class PngFormat implements PictureFormat {
  private static final int BYTE_BITS = 8;
  private static final int BYTE_MAX = 255;
  private static final int PALETTE = 3;

  @Override
  public PictureHeader header(ImageInputStream in) throws IOException {
    in.mark();
    PngChunks chunks = PngChunks.beforePixels(in);
    in.reset();
    if (chunks.has("CgBI")) {
      throw new DatasetException(
          "PNG of the kind that Xcode makes for iPhones (CgBI) is not read;"
              + " 'pngcrush -revert-iphone-optimizations IN OUT' converts it");
    }
    try (ImageIoReader reader = ImageIoReader.ofJdk("png", in)) {
      PictureHeader header = reader.header();
      return key(chunks) < 0
          ? header
          : new PictureHeader(header.width(), header.height(), header.channels(), true);
    }
  }

  /** The transparent one of grey samples of fewer than eight bits, or -1. */
  private static int key(PngChunks chunks) {
    boolean small = chunks.colorType() == 0 && chunks.bitDepth() < BYTE_BITS;
    byte[] key = small ? chunks.content("tRNS") : null;
    return key == null || key.length < 2 ? -1 : (key[0] & 0xff) << BYTE_BITS | (key[1] & 0xff);
  }

  @Override
  public Picture decode(byte[] file) throws IOException {
    PngCheck.check(file);
    PngChunks chunks = PngChunks.beforePixels(stream(file));
    Picture picture;
    try (ImageIoReader reader = ImageIoReader.ofJdk("png", stream(file))) {
      BufferedImage image = reader.image();
      if (chunks.colorType() == PALETTE && chunks.has("PLTE")) {
        checkIndices(image.getRaster(), chunks.content("PLTE").length / 3);
      }
      picture = ColorConversion.convert(image);
    }
    int key = key(chunks);
    return key < 0 ? picture : withKey(picture.pixels(), key, (1 << chunks.bitDepth()) - 1);
  }

  /** The decoder fills a short palette up, so that it does not see an index behind its end. */
  private static void checkIndices(Raster raster, int colors) throws DatasetException {
    int[] row = new int[raster.getWidth()];
    for (int y = 0; y < raster.getHeight(); y++) {
      raster.getSamples(raster.getMinX(), raster.getMinY() + y, row.length, 1, 0, row);
      for (int index : row) {
        if (index >= colors) {
          throw new DatasetException(
              "damaged picture (PNG with colour %d of a palette of %d)".formatted(index, colors));
        }
      }
    }
  }

  private static Picture withKey(RawImage grey, int key, int most) {
    int transparent = key * BYTE_MAX / most;
    byte[] alpha = new byte[grey.data().length];
    for (int i = 0; i < alpha.length; i++) {
      alpha[i] = (byte) ((grey.data()[i] & 0xff) == transparent ? 0 : BYTE_MAX);
    }
    return new Picture(grey, alpha);
  }

  private static ImageInputStream stream(byte[] file) {
    return new MemoryCacheImageInputStream(new ByteArrayInputStream(file));
  }

  @Override
  public int orientation(byte[] file) throws IOException {
    return PngCheck.check(file) ? Exif.ofPng(file) : Orientation.UPRIGHT;
  }
}
