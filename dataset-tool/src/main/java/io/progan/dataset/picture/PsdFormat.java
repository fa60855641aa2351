package io.progan.dataset.picture;

import io.progan.dataset.DatasetException;
import io.progan.dataset.RawImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * The merged picture of a Photoshop file (Adobe Photoshop File Formats Specification, "Image Data
 * Section"). A fourth channel of RGB is its opacity, as in Pillow.
 */
final class PsdFormat implements PictureFormat {
  private static final int BYTE_MAX = 255;
  private static final int WORD_MAX = 65535;
  private static final int PALETTE_BYTES = 768;

  @Override
  public PictureHeader header(ImageInputStream in) throws IOException {
    in.skipBytes(4);
    PsdHead head = PsdHead.read(in);
    int channels = head.mode() == PsdHead.Mode.INDEXED ? paletteChannels(in) : head.mode().colors;
    return new PictureHeader(head.width(), head.height(), channels, head.alpha());
  }

  private static int paletteChannels(ImageInputStream in) throws IOException {
    return isGrey(palette(in)) ? 1 : 3;
  }

  private static byte[] palette(ImageInputStream in) throws IOException {
    if (in.readInt() != PALETTE_BYTES) {
      throw new DatasetException("damaged picture (PSD without its palette)");
    }
    byte[] palette = new byte[PALETTE_BYTES];
    in.readFully(palette);
    return palette;
  }

  private static boolean isGrey(byte[] palette) {
    int third = PALETTE_BYTES / 3;
    return Arrays.equals(palette, 0, third, palette, third, 2 * third)
        && Arrays.equals(palette, 0, third, palette, 2 * third, PALETTE_BYTES);
  }

  @Override
  public Picture decode(byte[] file) throws IOException {
    ImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(file));
    in.skipBytes(4);
    PsdHead head = PsdHead.read(in);
    byte[] palette = null;
    if (head.mode() == PsdHead.Mode.INDEXED) {
      palette = palette(in);
    } else {
      skipSection(in, file.length);
    }
    skipSection(in, file.length); // resources
    skipSection(in, file.length); // layers
    byte[] samples = bytes(head, new PsdRows(in, head));
    int plane = head.width() * head.height();
    byte[] colors = Arrays.copyOf(samples, head.mode().planes * plane);
    byte[] alpha =
        head.alpha() ? Arrays.copyOfRange(samples, colors.length, colors.length + plane) : null;
    return new Picture(image(head, colors, palette), alpha);
  }

  private static void skipSection(ImageInputStream in, int fileBytes) throws IOException {
    long end = in.readUnsignedInt() + in.getStreamPosition();
    if (end > fileBytes) {
      throw new DatasetException("truncated picture (ends within a section of the PSD)");
    }
    in.seek(end);
  }

  /** All channels as planes of bytes. */
  private static byte[] bytes(PsdHead head, PsdRows rows) throws IOException {
    byte[] samples = new byte[head.channels() * head.height() * head.width()];
    for (int row = 0, at = 0; row < head.channels() * head.height(); row++) {
      byte[] packed = rows.next();
      for (int x = 0; x < head.width(); x++) {
        samples[at++] = (byte) sample(packed, x, head.depth());
      }
    }
    return samples;
  }

  private static int sample(byte[] row, int x, int depth) {
    return switch (depth) {
      case 1 -> (row[x / 8] >> (7 - x % 8) & 1) == 0 ? BYTE_MAX : 0; // ink
      case 8 -> row[x];
      default -> {
        int value = (row[2 * x] & 0xff) << 8 | (row[2 * x + 1] & 0xff);
        yield (value * BYTE_MAX + WORD_MAX / 2) / WORD_MAX;
      }
    };
  }

  private static RawImage image(PsdHead head, byte[] samples, byte[] palette) {
    if (palette != null) {
      return ofPalette(head, samples, palette);
    }
    RawImage image = new RawImage(head.mode().planes, head.height(), head.width(), samples);
    if (head.mode() != PsdHead.Mode.CMYK) {
      return image;
    }
    for (int i = 0; i < samples.length; i++) {
      samples[i] = (byte) (BYTE_MAX - (samples[i] & 0xff)); // 255 stands for no ink
    }
    return ColorConversion.ofCmyk(image);
  }

  private static RawImage ofPalette(PsdHead head, byte[] index, byte[] palette) {
    int channels = isGrey(palette) ? 1 : 3;
    byte[] pixels = new byte[channels * index.length];
    for (int i = 0; i < pixels.length; i++) {
      int color = index[i % index.length] & 0xff;
      pixels[i] = palette[i / index.length * (PALETTE_BYTES / 3) + color];
    }
    return new RawImage(channels, head.height(), head.width(), pixels);
  }
}
