package io.progan.dataset.picture;

import io.progan.dataset.DatasetException;
import io.progan.dataset.RawImage;
import java.io.IOException;
import java.util.Arrays;
import java.util.function.IntSupplier;
import javax.imageio.stream.ImageInputStream;

/** The first image of a PBM, PGM, PPM or PAM file, P1 to P7 (Netpbm's descriptions of each). */
final class PnmFormat implements PictureFormat {
  private static final int BYTE_MAX = 255;

  static boolean matches(Magic head) {
    return head.at(0) == 'P' && head.at(1) >= '1' && head.at(1) <= '7';
  }

  @Override
  public PictureHeader header(ImageInputStream in) throws IOException {
    byte[] beginning = new byte[PnmHead.MOST_BYTES];
    int count = 0;
    for (int read = 0; read >= 0 && count < beginning.length; count += Math.max(read, 0)) {
      read = in.read(beginning, count, beginning.length - count);
    }
    PnmHead head = PnmHead.read(new PnmBytes(Arrays.copyOf(beginning, count)));
    return new PictureHeader(head.width(), head.height(), head.colors(), head.alpha());
  }

  @Override
  public Picture decode(byte[] file) throws IOException {
    PnmBytes bytes = new PnmBytes(file);
    PnmHead head = PnmHead.read(bytes);
    int plane = Math.multiplyExact(head.width(), head.height());
    byte[] samples = new byte[Math.multiplyExact(plane, head.depth())];
    IntSupplier source = source(bytes, head);
    for (int pixel = 0; pixel < plane; pixel++) {
      for (int channel = 0; channel < head.depth(); channel++) {
        int value = source.getAsInt();
        if (value < 0) {
          throw bytes.atEnd()
              ? new DatasetException("truncated picture (the file ends within the samples)")
              : damaged("no number at byte " + bytes.place());
        }
        if (value > head.most()) {
          throw damaged("sample %d is above the maximum %d".formatted(value, head.most()));
        }
        samples[channel * plane + pixel] = scaled(value, head);
      }
      if (head.bits() && pixel % head.width() == head.width() - 1) {
        bytes.nextByte();
      }
    }
    int split = head.colors() * plane;
    byte[] colors = head.alpha() ? Arrays.copyOf(samples, split) : samples;
    byte[] alpha = head.alpha() ? Arrays.copyOfRange(samples, split, samples.length) : null;
    return new Picture(new RawImage(head.colors(), head.height(), head.width(), colors), alpha);
  }

  private static DatasetException damaged(String reason) {
    return new DatasetException("damaged picture (PNM: " + reason + ")");
  }

  private static IntSupplier source(PnmBytes bytes, PnmHead head) {
    if (head.bits()) {
      return bytes::bit;
    }
    if (head.text()) {
      return head.inverted() ? bytes::digit : bytes::number;
    }
    return head.most() > BYTE_MAX ? bytes::word : bytes::sample;
  }

  /** To the nearest of 0 to 255, halves up. */
  private static byte scaled(int value, PnmHead head) {
    int most = head.most();
    int scaled = (2 * BYTE_MAX * value + most) / (2 * most);
    return (byte) (head.inverted() ? BYTE_MAX - scaled : scaled);
  }
}
