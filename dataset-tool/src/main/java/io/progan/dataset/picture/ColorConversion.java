package io.progan.dataset.picture;

import io.progan.dataset.DatasetException;
import io.progan.dataset.RawImage;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ColorModel;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.util.Arrays;

/**
 * From what decoders hand out to greyscale or RGB with opacity. Colour profiles are not applied:
 * values are taken as they are stored, as NumPy and Pillow do.
 */
final class ColorConversion {
  private static final int MAX = 255;

  private ColorConversion() {}

  /** How many channels {@link #convert} gives for such pixels. */
  static int channels(ColorModel colors) {
    if (colors instanceof IndexColorModel palette) {
      return isGrey(palette) ? 1 : 3;
    }
    return colors.getNumColorComponents() == 1 ? 1 : 3;
  }

  /**
   * The pixels; {@link DatasetException} with the reason alone for colours that cannot be
   * converted.
   */
  static Picture convert(BufferedImage image) throws DatasetException {
    return convert(image, image.getColorModel().isAlphaPremultiplied());
  }

  /** The same, for a decoder that does not say whether colours are multiplied by the opacity. */
  static Picture convert(BufferedImage image, boolean multiplied) throws DatasetException {
    ColorModel colors = image.getColorModel();
    Raster raster = image.getRaster();
    if (colors instanceof IndexColorModel palette) {
      return ofPalette(raster, palette);
    }
    if (!Samples.readable(raster.getSampleModel())) {
      throw new DatasetException("picture has samples that are signed or not whole numbers");
    }
    int alphas = colors.hasAlpha() ? 1 : 0;
    int colorBands = raster.getNumBands() - alphas;
    int type = colors.getColorSpace().getType();
    boolean usable =
        colorBands == 1
            || (colorBands == 3 && type == ColorSpace.TYPE_RGB)
            || (colorBands == 4 && type == ColorSpace.TYPE_CMYK && alphas == 0);
    if (!usable) {
      throw new DatasetException(
          "picture has %d channels of an unusual colour space".formatted(colorBands));
    }
    RawImage bands = Samples.read(raster);
    if (colorBands == 4) {
      return new Picture(ofCmyk(bands), null);
    }
    if (alphas == 0) {
      return new Picture(bands, null);
    }
    int split = colorBands * bands.height() * bands.width();
    byte[] pixels = Arrays.copyOf(bands.data(), split);
    byte[] alpha = Arrays.copyOfRange(bands.data(), split, bands.data().length);
    if (multiplied) {
      divide(pixels, alpha);
    }
    return new Picture(new RawImage(colorBands, bands.height(), bands.width(), pixels), alpha);
  }

  private static void divide(byte[] pixels, byte[] alpha) {
    for (int i = 0; i < pixels.length; i++) {
      int opacity = alpha[i % alpha.length] & 0xff;
      if (opacity != 0) {
        int value = ((pixels[i] & 0xff) * MAX + opacity / 2) / opacity;
        pixels[i] = (byte) Math.min(MAX, value);
      }
    }
  }

  /** Ink to light without a profile: each of C, M, Y covers light, then K covers what is left. */
  static RawImage ofCmyk(RawImage inks) {
    int plane = inks.height() * inks.width();
    byte[] from = inks.data();
    byte[] to = new byte[3 * plane];
    for (int i = 0; i < to.length; i++) {
      int light = MAX - (from[3 * plane + i % plane] & 0xff);
      int product = (from[i] & 0xff) * light + 128;
      to[i] = (byte) Math.max(0, light - (((product >> 8) + product) >> 8));
    }
    return new RawImage(3, inks.height(), inks.width(), to);
  }

  private static boolean isGrey(IndexColorModel palette) {
    for (int i = 0; i < palette.getMapSize(); i++) {
      if (palette.getRed(i) != palette.getGreen(i) || palette.getRed(i) != palette.getBlue(i)) {
        return false;
      }
    }
    return true;
  }

  private static Picture ofPalette(Raster raster, IndexColorModel palette) {
    int channels = channels(palette);
    int width = raster.getWidth();
    int plane = raster.getHeight() * width;
    int[] colors = new int[palette.getMapSize()];
    palette.getRGBs(colors);
    byte[] pixels = new byte[channels * plane];
    byte[] alpha = palette.hasAlpha() ? new byte[plane] : null;
    int[] row = new int[width];
    for (int y = 0, at = 0; y < raster.getHeight(); y++) {
      raster.getSamples(raster.getMinX(), raster.getMinY() + y, width, 1, 0, row);
      for (int x = 0; x < width; x++, at++) {
        int color = row[x] < colors.length ? colors[row[x]] : 0xff000000; // as Pillow: black
        for (int channel = 0; channel < channels; channel++) {
          pixels[channel * plane + at] = (byte) (color >> (16 - 8 * channel));
        }
        if (alpha != null) {
          alpha[at] = (byte) (color >>> 24);
        }
      }
    }
    return new Picture(new RawImage(channels, raster.getHeight(), width, pixels), alpha);
  }
}
