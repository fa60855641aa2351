package io.progan.dataset.write;

import io.progan.dataset.RawImage;
import io.progan.dataset.pyramid.Pyramid;
import io.progan.dataset.tfrecord.ImageRecord;
import java.util.List;

/**
 * An image as it goes into the files of a dataset.
 *
 * @param channels 1 for greyscale, 3 for red, green and blue
 * @param resolution height and width of the image
 * @param records the image in all resolutions as framed records, 4 x 4 first
 */
public record EncodedImage(int channels, int resolution, List<byte[]> records) {
  /**
   * Makes all resolutions of an image; a pure function, so images may be encoded anywhere and in
   * any order.
   *
   * @param image as {@link Pyramid#levels} takes it
   */
  public static EncodedImage of(RawImage image) {
    List<RawImage> levels = Pyramid.levels(image);
    byte[][] records = new byte[levels.size()][];
    for (int i = 0; i < records.length; i++) {
      records[i] = ImageRecord.encode(levels.get(records.length - 1 - i));
    }
    return new EncodedImage(image.channels(), image.width(), List.of(records));
  }
}
