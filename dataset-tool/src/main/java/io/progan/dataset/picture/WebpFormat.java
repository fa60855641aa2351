package io.progan.dataset.picture;

import io.progan.dataset.RawImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/** WebP by libwebp; of an animation its first image, on the file's transparent canvas. */
final class WebpFormat implements PictureFormat {
  private static final String OWNER = "com.luciad.";

  @Override
  public PictureHeader header(ImageInputStream in) throws IOException {
    boolean opaque = WebpHead.isOpaque(in); // the decoder says that all may be transparent
    PictureHeader animation = WebpHead.animation(in);
    if (animation != null) {
      return animation;
    }
    try (ImageIoReader reader = ImageIoReader.open("webp", OWNER, in)) {
      return opaque ? reader.header().opaque() : reader.header();
    }
  }

  @Override
  public Picture decode(byte[] file) throws IOException {
    PictureHeader canvas = WebpHead.animation(stream(file));
    if (canvas == null) {
      return decodeStill(file);
    }
    WebpFrame frame = WebpFrame.first(file);
    Picture image = decodeStill(frame.still());
    RawImage pixels = image.pixels();
    boolean filled = pixels.width() == canvas.width() && pixels.height() == canvas.height();
    return filled ? image : frame.on(canvas, image);
  }

  private static Picture decodeStill(byte[] file) throws IOException {
    try (ImageIoReader reader = ImageIoReader.open("webp", OWNER, stream(file))) {
      return reader.decode();
    }
  }

  @Override
  public int orientation(byte[] file) throws IOException {
    return Exif.ofWebp(file);
  }

  private static ImageInputStream stream(byte[] file) {
    return new MemoryCacheImageInputStream(new ByteArrayInputStream(file));
  }
}
