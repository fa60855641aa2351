package io.progan.dataset.picture;

import java.io.IOException;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/** JPEG by the JDK's decoder, which is of the family of libjpeg. */
final class JpegFormat implements PictureFormat {
  @Override
  public PictureHeader header(ImageInputStream in) throws IOException {
    in.skipBytes(2);
    return JpegHead.read(in).header();
  }

  @Override
  public Picture decode(byte[] file) throws IOException {
    JpegHead head = JpegHead.of(file);
    head.checkEnd(file);
    try (ImageIoReader reader =
        ImageIoReader.ofJdk("jpeg", new MemoryCacheImageInputStream(head.pure(file)))) {
      return reader.decode();
    }
  }

  @Override
  public int orientation(byte[] file) throws IOException {
    return JpegHead.of(file).orientation();
  }
}
