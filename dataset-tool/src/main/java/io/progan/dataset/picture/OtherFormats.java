package io.progan.dataset.picture;

import io.progan.dataset.DatasetException;
import io.progan.dataset.RawImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import javax.imageio.stream.ImageInputStream;
import org.apache.commons.imaging.ImageFormats;
import org.apache.commons.imaging.ImageInfo;
import org.apache.commons.imaging.Imaging;

/** Formats that ImageIO does not know, read by Commons Imaging: PNM, PSD, ICO and others. */
final class OtherFormats {
  private static final int PIECE_BYTES = 1 << 16;
  private static final int MAGIC_BYTES = 4;
  private static final int MOST_BYTES = 1 << 29;

  private OtherFormats() {}

  /** Reads all of the stream if its beginning looks like a picture. */
  static PictureHeader header(ImageInputStream in) throws IOException {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    byte[] piece = new byte[PIECE_BYTES];
    for (int count = in.read(piece); count > 0; count = in.read(piece)) {
      if (file.size() == 0) {
        checkKnown(Arrays.copyOf(piece, count));
      }
      file.write(piece, 0, count);
      if (file.size() > MOST_BYTES) {
        throw new DatasetException("file is larger than the 512 MB that can be used");
      }
    }
    ImageInfo info = info(file.toByteArray());
    int channels = isGrey(info) ? 1 : 3;
    return new PictureHeader(info.getWidth(), info.getHeight(), channels, info.isTransparent());
  }

  private static void checkKnown(byte[] beginning) throws IOException {
    if (beginning.length < MAGIC_BYTES || Imaging.guessFormat(beginning) == ImageFormats.UNKNOWN) {
      throw new DatasetException("not a picture that can be read (no known picture format)");
    }
  }

  private static ImageInfo info(byte[] file) throws IOException {
    if (file.length == 0) {
      throw new DatasetException("not a picture that can be read (the file is empty)");
    }
    return Imaging.getImageInfo(file);
  }

  private static boolean isGrey(ImageInfo info) {
    return info.getColorType() == ImageInfo.ColorType.GRAYSCALE
        || info.getColorType() == ImageInfo.ColorType.BW;
  }

  /** Its pictures are always colour in memory; the file's header says what they were. */
  static Picture decode(byte[] file) throws IOException {
    Picture picture = ColorConversion.convert(Imaging.getBufferedImage(file));
    RawImage pixels = picture.pixels();
    if (pixels.channels() == 1 || !isGrey(info(file))) {
      return picture;
    }
    int plane = pixels.height() * pixels.width();
    RawImage grey =
        new RawImage(1, pixels.height(), pixels.width(), Arrays.copyOf(pixels.data(), plane));
    return new Picture(grey, picture.alpha());
  }
}
