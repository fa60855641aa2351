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
    int height = raster.getHeight();
    int width = raster.getWidth();
    byte[] data = new byte[channels * height * width];
    if (raster.getDataBuffer() instanceof DataBufferByte buffer
        && raster.getSampleModel() instanceof ComponentSampleModel model
        && raster.getParent() == null) {
      for (int channel = 0; channel < channels; channel++) {
        copyBand(buffer, model, channel, data, channel * height * width, height, width);
      }
    } else {
      copySlowly(raster, channels, data);
    }
    return new RawImage(channels, height, width, data);
  }

  private static void copyBand(
      DataBufferByte buffer,
      ComponentSampleModel model,
      int band,
      byte[] to,
      int toOffset,
      int height,
      int width) {
    int bank = model.getBankIndices()[band];
    byte[] from = buffer.getData(bank);
    int offset = model.getBandOffsets()[band] + buffer.getOffsets()[bank];
    int step = model.getPixelStride();
    int target = toOffset;
    for (int y = 0; y < height; y++) {
      int at = offset + y * model.getScanlineStride();
      for (int x = 0; x < width; x++, at += step) {
        to[target++] = from[at];
      }
    }
  }

  private static void copySlowly(Raster raster, int channels, byte[] to) {
    int[] row = new int[raster.getWidth()];
    int target = 0;
    for (int channel = 0; channel < channels; channel++) {
      for (int y = 0; y < raster.getHeight(); y++) {
        raster.getSamples(
            raster.getMinX(), raster.getMinY() + y, raster.getWidth(), 1, channel, row);
        for (int value : row) {
          to[target++] = (byte) value;
        }
      }
    }
  }
}
