package io.progan.dataset.picture;

import io.progan.dataset.DatasetException;
import io.progan.dataset.RawImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import javax.imageio.metadata.IIOMetadata;
import javax.imageio.metadata.IIOMetadataNode;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;
import org.w3c.dom.Element;

/**
 * The first image of a GIF file on the file's canvas (GIF89a specification, sections 18 and 20).
 */
final class GifFormat implements PictureFormat {
  private static final String FILE = "javax_imageio_gif_stream_1.0";
  private static final String IMAGE = "javax_imageio_gif_image_1.0";

  @Override
  public PictureHeader header(ImageInputStream in) throws IOException {
    try (ImageIoReader reader = ImageIoReader.ofJdk("gif", in)) {
      PictureHeader image = reader.header();
      Canvas canvas = Canvas.of(reader);
      canvas.check(image.transparent());
      return new PictureHeader(canvas.width, canvas.height, image.channels(), image.transparent());
    }
  }

  @Override
  public Picture decode(byte[] file) throws IOException {
    ImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(file));
    try (ImageIoReader reader = ImageIoReader.ofJdk("gif", in)) {
      return Canvas.of(reader).with(reader.decode());
    }
  }

  /**
   * Where the first image lies.
   *
   * @param blank the colour 0xRRGGBB of the canvas around it, or -1 if decoders disagree about it
   */
  private record Canvas(
      int width, int height, int left, int top, int imageWidth, int imageHeight, int blank) {
    static Canvas of(ImageIoReader reader) throws IOException {
      Element screen = element(reader.fileMetadata(), FILE, "LogicalScreenDescriptor");
      Element image = element(reader.imageMetadata(), IMAGE, "ImageDescriptor");
      Element global = element(reader.fileMetadata(), FILE, "GlobalColorTable");
      boolean local = element(reader.imageMetadata(), IMAGE, "LocalColorTable") != null;
      if (global == null && !local) {
        throw new DatasetException("GIF without a palette is not read");
      }
      return new Canvas(
          number(screen, "logicalScreenWidth"),
          number(screen, "logicalScreenHeight"),
          number(image, "imageLeftPosition"),
          number(image, "imageTopPosition"),
          number(image, "imageWidth"),
          number(image, "imageHeight"),
          local ? -1 : blank(global));
    }

    private static int blank(Element palette) {
      if (number(palette, "backgroundColorIndex") != 0) {
        return -1;
      }
      Element first = (Element) palette.getElementsByTagName("ColorTableEntry").item(0);
      return number(first, "red") << 16 | number(first, "green") << 8 | number(first, "blue");
    }

    private static Element element(IIOMetadata metadata, String form, String name) {
      IIOMetadataNode root = (IIOMetadataNode) metadata.getAsTree(form);
      return (Element) root.getElementsByTagName(name).item(0);
    }

    private static int number(Element element, String name) {
      return Integer.parseInt(element.getAttribute(name));
    }

    private boolean filled() {
      return imageWidth == width && imageHeight == height;
    }

    void check(boolean transparent) throws DatasetException {
      if (left + imageWidth > width || top + imageHeight > height) {
        throw new DatasetException(
            "GIF whose first image reaches beyond its canvas of %d x %d is not read;"
                    .formatted(width, height)
                + " 'magick IN[0] +repage OUT.png' converts it");
      }
      if (!filled() && !transparent && blank < 0) {
        throw new DatasetException(
            "GIF whose first image does not fill its canvas, which has a background of its own,"
                + " is not read; 'magick IN[0] -coalesce OUT.png' converts it");
      }
    }

    Picture with(Picture image) {
      if (filled()) {
        return image;
      }
      int plane = width * height;
      RawImage from = image.pixels();
      byte[] pixels = new byte[from.channels() * plane];
      for (int channel = 0; channel < from.channels(); channel++) {
        byte value = (byte) (blank >> (16 - 8 * channel));
        Arrays.fill(pixels, channel * plane, (channel + 1) * plane, value);
        copy(from.data(), channel * imageWidth * imageHeight, pixels, channel * plane);
      }
      byte[] alpha = null;
      if (image.alpha() != null) {
        alpha = new byte[plane];
        copy(image.alpha(), 0, alpha, 0);
      }
      return new Picture(new RawImage(from.channels(), height, width, pixels), alpha);
    }

    private void copy(byte[] from, int at, byte[] to, int target) {
      for (int y = 0; y < imageHeight; y++) {
        int place = target + (top + y) * width + left;
        System.arraycopy(from, at + y * imageWidth, to, place, imageWidth);
      }
    }
  }
}
