package io.progan.dataset.picture;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * The first page of a TIFF or BigTIFF file by TwelveMonkeys, for the kinds of samples that {@link
 * TiffHead} lets pass.
 */
final class TiffFormat implements PictureFormat {
  private static final String OWNER = "com.twelvemonkeys.";

  static boolean matches(Magic head) {
    return head.has(0, "II*\0")
        || head.has(0, "MM\0*")
        || head.has(0, "II+\0\b\0\0\0")
        || head.has(0, "MM\0+\0\b\0\0");
  }

  private static ImageIoReader open(ImageInputStream in) {
    return ImageIoReader.open("tiff", OWNER, in);
  }

  @Override
  public PictureHeader header(ImageInputStream in) throws IOException {
    TiffHead.of(in).check();
    try (ImageIoReader reader = open(in)) {
      return reader.header();
    }
  }

  @Override
  public Picture decode(byte[] file) throws IOException {
    boolean multiplied = TiffHead.of(stream(file)).associated();
    try (ImageIoReader reader = open(stream(file))) {
      return ColorConversion.convert(reader.image(), multiplied);
    }
  }

  @Override
  public int orientation(byte[] file) throws IOException {
    return TiffHead.of(stream(file)).orientation();
  }

  private static ImageInputStream stream(byte[] file) {
    return new MemoryCacheImageInputStream(new ByteArrayInputStream(file));
  }
}
