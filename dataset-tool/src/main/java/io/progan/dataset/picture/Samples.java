package io.progan.dataset.picture;

import io.progan.dataset.RawImage;
import java.awt.image.ComponentSampleModel;
import java.awt.image.DataBuffer;
import java.awt.image.DataBufferByte;
import java.awt.image.DataBufferInt;
import java.awt.image.Raster;
import java.awt.image.SampleModel;
import java.awt.image.SinglePixelPackedSampleModel;

/**
 * Takes the stored samples out of a decoded picture, without any conversion of colours: Java's
 * {@code getRGB} would change greyscale values.
 */
final class Samples {
  private static final int BYTE_BITS = 8;
  private static final int BYTE_MAX = 255;

  private Samples() {}

  /** Whether the samples are whole numbers that are not negative, which alone can be read. */
  static boolean readable(SampleModel model) {
    int type = model.getDataType();
    boolean packed = model instanceof SinglePixelPackedSampleModel;
    return type == DataBuffer.TYPE_BYTE
        || type == DataBuffer.TYPE_USHORT
        || (type == DataBuffer.TYPE_INT && packed);
  }

  /**
   * All bands of a raster as planes of bytes. Samples of other than 8 bits are scaled from their
   * range to 0 to 255, to the nearest.
   */
  static RawImage read(Raster raster) {
    int bands = raster.getNumBands();
    byte[] data = new byte[bands * raster.getHeight() * raster.getWidth()];
    RawImage image = new RawImage(bands, raster.getHeight(), raster.getWidth(), data);
    boolean whole = raster.getParent() == null;
    SampleModel model = raster.getSampleModel();
    boolean bytes = model.getSampleSize(0) == BYTE_BITS;
    for (int band = 0; band < bands; band++) {
      if (whole
          && bytes
          && raster.getDataBuffer() instanceof DataBufferByte buffer
          && model instanceof ComponentSampleModel component) {
        copyBytes(buffer, component, band, image);
      } else if (whole
          && bytes
          && raster.getDataBuffer() instanceof DataBufferInt buffer
          && model instanceof SinglePixelPackedSampleModel packed) {
        copyPacked(buffer, packed, band, image);
      } else {
        copyScaled(raster, band, image);
      }
    }
    return image;
  }

  private static void copyBytes(
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

  private static void copyPacked(
      DataBufferInt buffer, SinglePixelPackedSampleModel model, int band, RawImage image) {
    int[] from = buffer.getData();
    byte[] to = image.data();
    int shift = model.getBitOffsets()[band];
    int target = band * image.height() * image.width();
    for (int y = 0; y < image.height(); y++) {
      int at = buffer.getOffset() + y * model.getScanlineStride();
      for (int x = 0; x < image.width(); x++) {
        to[target++] = (byte) (from[at++] >> shift);
      }
    }
  }

  private static void copyScaled(Raster raster, int band, RawImage image) {
    int most = (1 << raster.getSampleModel().getSampleSize(band)) - 1;
    int[] row = new int[image.width()];
    byte[] to = image.data();
    int target = band * image.height() * image.width();
    for (int y = 0; y < image.height(); y++) {
      raster.getSamples(raster.getMinX(), raster.getMinY() + y, row.length, 1, band, row);
      for (int value : row) {
        to[target++] = (byte) ((value * BYTE_MAX + most / 2) / most);
      }
    }
  }
}
