package io.progan.dataset.picture;

import java.io.IOException;
import org.apache.commons.imaging.bytesource.ByteSource;
import org.apache.commons.imaging.common.ImageMetadata;
import org.apache.commons.imaging.formats.png.PngImageParser;
import org.apache.commons.imaging.formats.tiff.TiffField;
import org.apache.commons.imaging.formats.tiff.TiffImageMetadata;
import org.apache.commons.imaging.formats.tiff.TiffImageParser;
import org.apache.commons.imaging.formats.tiff.TiffImagingParameters;
import org.apache.commons.imaging.formats.tiff.constants.TiffTagConstants;
import org.apache.commons.imaging.formats.webp.WebPImageMetadata;
import org.apache.commons.imaging.formats.webp.WebPImageParser;
import org.apache.commons.imaging.formats.webp.WebPImagingParameters;

/** Reads the orientation that a file asks for; a broken note asks for nothing. */
final class Exif {
  private Exif() {}

  /** The orientation in an Exif block, which is a TIFF file. */
  static int ofTiff(byte[] tiff) {
    return orientation(
        () ->
            new TiffImageParser().getMetadata(ByteSource.array(tiff), new TiffImagingParameters()));
  }

  /** The orientation in a PNG file's {@code eXIf} chunk. */
  static int ofPng(byte[] file) {
    return orientation(
        () ->
            new PngImageParser()
                .getExifMetadata(ByteSource.array(file), new TiffImagingParameters()));
  }

  /** The orientation in a WebP file's {@code EXIF} chunk. */
  static int ofWebp(byte[] file) {
    return orientation(
        () ->
            new WebPImageParser().getMetadata(ByteSource.array(file), new WebPImagingParameters()));
  }

  @FunctionalInterface
  private interface Reading {
    ImageMetadata metadata() throws IOException;
  }

  private static int orientation(Reading reading) {
    try {
      ImageMetadata found = reading.metadata();
      TiffImageMetadata tiff =
          found instanceof WebPImageMetadata webp ? webp.getExif() : (TiffImageMetadata) found;
      TiffField field = tiff == null ? null : tiff.findField(TiffTagConstants.TIFF_TAG_ORIENTATION);
      return field == null ? Orientation.UPRIGHT : field.getIntValue();
    } catch (IOException | RuntimeException e) {
      return Orientation.UPRIGHT;
    }
  }
}
