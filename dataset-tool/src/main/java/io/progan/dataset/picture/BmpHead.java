package io.progan.dataset.picture;

import io.progan.dataset.DatasetException;
import java.io.IOException;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Set;
import javax.imageio.stream.ImageInputStream;

/**
 * What the information header of a Windows or OS/2 bitmap says about its samples (Microsoft,
 * BITMAPV5HEADER and those before it).
 *
 * @param bytes the length of the header, which tells its version
 * @param bits bits a pixel
 * @param compression 0 for none, 1 and 2 for run lengths, 3 for masks
 * @param masks of red, green, blue and opacity; zeros where there are none
 */
record BmpHead(int bytes, int bits, int compression, List<Integer> masks) {
  /** The length of a header of OS/2 1. */
  static final int CORE_BYTES = 12;

  private static final int FILE_HEADER_BYTES = 14;
  private static final int INFO_BYTES = 40;
  private static final int WITH_ALPHA_MASK_BYTES = 56;
  private static final Set<Integer> LENGTHS = Set.of(CORE_BYTES, INFO_BYTES, 52, 56, 108, 124);
  private static final int RUNS_OF_BYTES = 1;
  private static final int RUNS_OF_NIBBLES = 2;
  private static final int MASKED = 3;
  private static final List<List<Integer>> MASKS_OF_16 =
      List.of(List.of(0x7c00, 0x3e0, 0x1f, 0), List.of(0xf800, 0x7e0, 0x1f, 0));
  private static final Set<Integer> MASKS_OF_32 = Set.of(0xff, 0xff00, 0xff0000, 0xff000000);

  /** Reads the header of a file; the stream stays where it was. */
  static BmpHead ofFile(ImageInputStream in) throws IOException {
    in.mark();
    in.seek(in.getStreamPosition() + FILE_HEADER_BYTES);
    BmpHead head = read(in);
    in.reset();
    return head;
  }

  private static BmpHead read(ImageInputStream in) throws IOException {
    in.setByteOrder(ByteOrder.LITTLE_ENDIAN);
    int bytes = in.readInt();
    if (!LENGTHS.contains(bytes)) {
      throw refusal("a header of " + Integer.toUnsignedString(bytes) + " bytes");
    }
    in.skipBytes(bytes == CORE_BYTES ? 6 : 10);
    int bits = in.readUnsignedShort();
    int compression = bytes == CORE_BYTES ? 0 : in.readInt();
    List<Integer> masks = List.of(0, 0, 0, 0);
    if (compression == MASKED) {
      in.skipBytes(20);
      int alpha = bytes >= WITH_ALPHA_MASK_BYTES ? 1 : 0;
      masks = List.of(in.readInt(), in.readInt(), in.readInt(), alpha == 0 ? 0 : in.readInt());
    }
    return new BmpHead(bytes, bits, compression, masks);
  }

  /** Fails with the reason alone if the samples are stored in a way that is not read. */
  void check() throws DatasetException {
    boolean known =
        switch (compression) {
          case 0 -> Set.of(1, 4, 8, 16, 24, 32).contains(bits);
          case RUNS_OF_BYTES -> bits == 8;
          case RUNS_OF_NIBBLES -> bits == 4;
          case MASKED -> bits == 16 ? MASKS_OF_16.contains(masks) : bits == 32 && masksOfBytes();
          default -> false;
        };
    if (!known) {
      throw refusal(
          compression == MASKED
              ? "%d bits with the masks %08x %08x %08x %08x"
                  .formatted(bits, masks.get(0), masks.get(1), masks.get(2), masks.get(3))
              : "%d bits with compression %d".formatted(bits, compression));
    }
  }

  /** Whether pixels have an opacity. */
  boolean masksOpacity() {
    return masks.get(3) != 0;
  }

  private boolean masksOfBytes() {
    List<Integer> colors = masks.subList(0, 3);
    return MASKS_OF_32.containsAll(colors)
        && Set.copyOf(colors).size() == 3
        && (masks.get(3) == 0 || (masks.get(3) == 0xff000000 && !colors.contains(0xff000000)));
  }

  private static DatasetException refusal(String what) {
    return new DatasetException("BMP of " + what + " is not read; 'magick IN OUT.png' converts it");
  }
}
