package io.progan.dataset.picture;

import io.progan.dataset.DatasetException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Set;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * The largest image of a Windows icon or cursor; of several of that size, the one of most bits,
 * then the first. PNG images go to {@link PngFormat}, bitmaps to TwelveMonkeys, in a file of their
 * own.
 */
final class IcoFormat implements PictureFormat {
  private static final int HEADER_BYTES = 6;
  private static final int ENTRY_BYTES = 16;
  private static final int CURSOR = 2;
  private static final int INFO_BYTES = 40;
  private static final int WITH_OPACITY_BITS = 32;
  private static final Set<Integer> BITS = Set.of(1, 4, 8, 24, WITH_OPACITY_BITS);
  private static final String CONVERT = " is not read; 'magick IN OUT.png' converts it";

  static boolean matches(Magic head) {
    boolean icon = head.has(0, "\0\0\1\0") || head.has(0, "\0\0\2\0");
    return icon && head.at(4) + head.at(5) > 0 && head.at(9) == 0;
  }

  @Override
  public PictureHeader header(ImageInputStream in) throws IOException {
    byte[] head = new byte[HEADER_BYTES];
    in.readFully(head);
    int count = ByteBuffer.wrap(head).order(ByteOrder.LITTLE_ENDIAN).getShort(4) & 0xffff;
    byte[] entries = new byte[ENTRY_BYTES * count];
    in.readFully(entries);
    ByteBuffer entry = largest(head, entries);
    in.seek(Integer.toUnsignedLong(entry.getInt(12)));
    byte[] beginning = new byte[Math.max(INFO_BYTES, Math.min(entry.getInt(8), 1 << 16))];
    in.readFully(beginning);
    if (isPng(beginning)) {
      return new PngFormat().header(stream(beginning));
    }
    ByteBuffer info = ByteBuffer.wrap(beginning).order(ByteOrder.LITTLE_ENDIAN);
    int bits = info.getShort(14);
    if (info.getInt(0) != INFO_BYTES || info.getInt(16) != 0 || !BITS.contains(bits)) {
      throw new DatasetException(
          "ICO with a bitmap of %d bits, header of %d bytes, compression %d"
                  .formatted(bits, info.getInt(0), info.getInt(16))
              + CONVERT);
    }
    return new PictureHeader(info.getInt(4), info.getInt(8) / 2, 3, true);
  }

  private static ByteBuffer largest(byte[] head, byte[] entries) throws DatasetException {
    ByteBuffer best = null;
    for (int at = 0; at < entries.length; at += ENTRY_BYTES) {
      ByteBuffer entry =
          ByteBuffer.wrap(entries, at, ENTRY_BYTES).slice().order(ByteOrder.LITTLE_ENDIAN);
      if (best == null || rank(entry, head[2]) > rank(best, head[2])) {
        best = entry;
      }
    }
    if (best == null) {
      throw new DatasetException("damaged picture (ICO without images)");
    }
    return best;
  }

  private static long rank(ByteBuffer entry, int kind) {
    int width = side(entry.get(0));
    int height = side(entry.get(1));
    int bits = kind == CURSOR ? 0 : entry.getShort(6) & 0xffff; // a cursor has its hot spot there
    return (((long) width * height) << 16) | bits;
  }

  private static int side(byte stored) {
    return stored == 0 ? 256 : stored & 0xff;
  }

  private static boolean isPng(byte[] file) {
    return new Magic(file).has(0, "\u0089PNG");
  }

  @Override
  public Picture decode(byte[] file) throws IOException {
    int count = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).getShort(4) & 0xffff;
    int end = HEADER_BYTES + ENTRY_BYTES * count;
    byte[] head = Arrays.copyOf(file, HEADER_BYTES);
    ByteBuffer entry = largest(head, Arrays.copyOfRange(file, HEADER_BYTES, end));
    long from = Integer.toUnsignedLong(entry.getInt(12));
    long to = from + Integer.toUnsignedLong(entry.getInt(8));
    if (to > file.length) {
      throw new DatasetException("truncated picture (the file ends within an image of the ICO)");
    }
    byte[] image = Arrays.copyOfRange(file, (int) from, (int) to);
    return isPng(image) ? new PngFormat().decode(image) : ofBitmap(image);
  }

  private static Picture ofBitmap(byte[] image) throws IOException {
    ByteBuffer info = ByteBuffer.wrap(image).order(ByteOrder.LITTLE_ENDIAN);
    int width = info.getInt(4);
    int height = info.getInt(8) / 2;
    int bits = info.getShort(14);
    ByteBuffer alone = ByteBuffer.allocate(HEADER_BYTES + ENTRY_BYTES + image.length);
    alone.order(ByteOrder.LITTLE_ENDIAN);
    alone.putShort((short) 0).putShort((short) 1).putShort((short) 1);
    alone.put((byte) width).put((byte) height).putShort((short) 0);
    alone.putShort((short) 1).putShort((short) bits);
    alone.putInt(image.length).putInt(HEADER_BYTES + ENTRY_BYTES).put(image);
    try (ImageIoReader reader =
        ImageIoReader.open("ico", "com.twelvemonkeys.", stream(alone.array()))) {
      Picture picture = reader.decode();
      if (bits == WITH_OPACITY_BITS && nothingShows(picture)) {
        throw new DatasetException("ICO of 32 bits whose opacity is zero everywhere" + CONVERT);
      }
      return picture;
    }
  }

  private static boolean nothingShows(Picture picture) {
    byte[] alpha = picture.alpha();
    return alpha == null || Arrays.equals(alpha, new byte[alpha.length]);
  }

  private static ImageInputStream stream(byte[] file) {
    return new MemoryCacheImageInputStream(new ByteArrayInputStream(file));
  }
}
