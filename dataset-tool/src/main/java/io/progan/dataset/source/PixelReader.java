package io.progan.dataset.source;

import io.progan.dataset.RawImage;
import java.awt.image.ComponentSampleModel;
import java.awt.image.DataBufferByte;
import java.awt.image.Raster;

/**
 * Takes the stored samples out of a decoded picture, without any conversion of colours: Java's
 * {@code getRGB} would change greyscale values.
 */
final class PixelReader {
  private PixelReader() {}

  /** The first {@code channels} bands of a raster of 8-bit samples. */
  static RawImage read(Raster raster, int channels) {
    byte[] data = new byte[channels * raster.getHeight() * raster.getWidth()];
    RawImage image = new RawImage(channels, raster.getHeight(), raster.getWidth(), data);
    if (raster.getDataBuffer() instanceof DataBufferByte buffer
        && raster.getSampleModel() instanceof ComponentSampleModel model
        && raster.getParent() == null) {
      for (int band = 0; band < channels; band++) {
        copyBand(buffer, model, band, image);
      }
    } else {
      copySlowly(raster, image);
    }
    return image;
  }

  private static void copyBand(
      DataBufferByte buffer, ComponentSampleModel model, int band, RawImage image) {
    int bank = model.getBankIndices()[band];
    byte[] from = buffer.getData(bank);
    byte[] to = image.data();
    int offset = model.getBandOffsets()[band] + buffer.getOffsets()[bank];
    int step = model.getPixelStride();
    int target = band * image.height() * image.width();
    for (int y = 0; y < image.height(); y++) {
      int at = offset + y * model.getScanlineStride();
      for (int x = 0; x < image.width(); x++, at += step) {
        to[target++] = from[at];
      }
    }
  }

  private static void copySlowly(Raster raster, RawImage image) {
    int[] row = new int[image.width()];
    int target = 0;
    for (int band = 0; band < image.channels(); band++) {
      for (int y = 0; y < image.height(); y++) {
        raster.getSamples(raster.getMinX(), raster.getMinY() + y, row.length, 1, band, row);
        for (int value : row) {
          image.data()[target++] = (byte) value;
        }
      }
    }
  }
}
