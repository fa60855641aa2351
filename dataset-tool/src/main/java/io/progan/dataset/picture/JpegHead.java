package io.progan.dataset.picture;

import io.progan.dataset.DatasetException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInput;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * A JPEG file up to its first scan (ITU-T T.81, annex B). It hands the file on without comments,
 * colour profiles and other extras, on which the JDK's decoder can fail or convert colours, and
 * with one marker that says how the colours are stored, decided as libjpeg does.
 */
final class JpegHead {
  private static final int MAGIC = 0xffd8;

  private static final int FIRST_ALONE = 0xd0;
  private static final int LAST_ALONE = 0xd8;
  private static final int TEMPORARY = 0x01;
  private static final int END = 0xd9;
  private static final int SCAN = 0xda;
  private static final int FIRST_FRAME = 0xc0;
  private static final int PROGRESSIVE = 2;
  private static final int LOSSLESS = 3;
  private static final int BYTE_BITS = 8;
  private static final int DEFINE_HUFFMAN = 0xc4;
  private static final int JPG = 0xc8;
  private static final int DEFINE_ARITHMETIC = 0xcc;
  private static final int APP0 = 0xe0;
  private static final int APP1 = 0xe1;
  private static final int APP14 = 0xee;
  private static final int APP15 = 0xef;
  private static final int COMMENT = 0xfe;
  private static final int ADOBE_BYTES = 12;
  private static final byte[] JFIF_NAME = ascii("JFIF\0");
  private static final byte[] EXIF_NAME = ascii("Exif\0\0");
  private static final byte[] ADOBE_NAME = ascii("Adobe");
  private static final byte[] JFIF_CONTENT = ascii("JFIF\0\1\1\0\0\1\0\1\0\0");
  private static final byte[] ADOBE_RGB_CONTENT = ascii("Adobe\0d\0\0\0\0\0");

  private final ByteArrayOutputStream tables = new ByteArrayOutputStream();
  private byte[] frame;
  private int process; // the digits of SOF0 to SOF15
  private byte[] exif; // a TIFF file in itself
  private byte[] adobe;
  private boolean jfif;
  private int scanOffset = 2;

  private JpegHead() {}

  /**
   * Reads from behind the two magic bytes to the first scan.
   *
   * @throws DatasetException with the reason alone if there is no frame header
   */
  static JpegHead read(DataInput in) throws IOException {
    JpegHead head = new JpegHead();
    try {
      head.readSegments(in);
    } catch (EOFException e) {
      throw new DatasetException("truncated picture (ends within the JPEG header)", e);
    }
    if (head.frame == null || head.frame.length < 6) {
      throw new DatasetException("damaged picture (no usable JPEG frame header)");
    }
    head.checkKind();
    return head;
  }

  private void checkKind() throws DatasetException {
    String kind = null;
    if (process > PROGRESSIVE) {
      kind = process == LOSSLESS ? "lossless" : process > 8 ? "arithmetic coding" : "hierarchical";
      kind += " (SOF%d)".formatted(process);
    } else if (frame[0] != BYTE_BITS) {
      kind = frame[0] + " bits a sample";
    } else if (components() != 1 && components() != 3 && components() != 4) {
      kind = components() + " components";
    } else if (unsignedShort(frame, 1) == 0) {
      kind = "unknown height (DNL)";
    }
    if (kind != null) {
      throw new DatasetException(
          "JPEG with %s is not read; 'magick IN OUT.png' may convert it".formatted(kind));
    }
  }

  /** The head of a JPEG file; fails as {@link #read} does. */
  static JpegHead of(byte[] file) throws IOException {
    return read(new DataInputStream(new ByteArrayInputStream(file, 2, file.length - 2)));
  }

  private void readSegments(DataInput in) throws IOException {
    for (int marker = nextMarker(in); marker != SCAN; marker = nextMarker(in)) {
      if (marker == END) {
        throw new DatasetException("damaged picture (no pixels before the end of the JPEG)");
      }
      if (marker == TEMPORARY || (marker >= FIRST_ALONE && marker <= LAST_ALONE)) {
        continue; // markers without a segment
      }
      int length = in.readUnsignedShort();
      if (length < 2) {
        throw new DatasetException(
            "damaged picture (JPEG segment of wrong length at byte %d)".formatted(scanOffset));
      }
      byte[] content = new byte[length - 2];
      in.readFully(content);
      scanOffset += length;
      keep(marker, content);
    }
    scanOffset -= 2;
  }

  private int nextMarker(DataInput in) throws IOException {
    int value = in.readUnsignedByte();
    scanOffset++;
    while (value != 0xff) { // as libjpeg: bytes between segments are passed over
      value = in.readUnsignedByte();
      scanOffset++;
    }
    while (value == 0xff) {
      value = in.readUnsignedByte();
      scanOffset++;
    }
    return value == 0 ? nextMarker(in) : value;
  }

  private void keep(int marker, byte[] content) throws IOException {
    if (marker == APP0 && startsWith(content, JFIF_NAME)) {
      jfif = true;
    } else if (marker == APP1 && exif == null && startsWith(content, EXIF_NAME)) {
      exif = Arrays.copyOfRange(content, EXIF_NAME.length, content.length);
    } else if (marker == APP14
        && content.length >= ADOBE_BYTES
        && startsWith(content, ADOBE_NAME)) {
      adobe = content;
    } else if ((marker < APP0 || marker > APP15) && marker != COMMENT) {
      if (isFrame(marker)) {
        frame = content;
        process = marker - FIRST_FRAME;
      }
      write(tables, marker, content);
    }
  }

  private static boolean isFrame(int marker) {
    return marker >= FIRST_FRAME
        && marker <= 0xcf
        && marker != DEFINE_HUFFMAN
        && marker != JPG
        && marker != DEFINE_ARITHMETIC;
  }

  private static void write(ByteArrayOutputStream out, int marker, byte[] content) {
    int length = content.length + 2;
    out.writeBytes(new byte[] {(byte) 0xff, (byte) marker, (byte) (length >> 8), (byte) length});
    out.writeBytes(content);
  }

  private int components() {
    return frame[5];
  }

  PictureHeader header() {
    int height = unsignedShort(frame, 1);
    int width = unsignedShort(frame, 3);
    return new PictureHeader(width, height, components() == 1 ? 1 : 3, false);
  }

  /** The orientation that the file asks for. */
  int orientation() {
    return exif == null ? Orientation.UPRIGHT : Exif.ofTiff(exif);
  }

  /**
   * Checks that the file does not end before its pixels do, which the decoder lets pass when only
   * the end of the last scan is missing.
   *
   * @param file the whole file that this is the head of
   * @throws DatasetException with the reason alone if no end marker follows the first scan
   */
  void checkEnd(byte[] file) throws DatasetException {
    for (int at = file.length - 2; at > scanOffset; at--) {
      if (unsignedShort(file, at) == (0xff00 | END)) {
        return;
      }
    }
    throw new DatasetException("truncated picture (has no end marker)");
  }

  /**
   * The file without its extras.
   *
   * @param file the whole file that this is the head of
   */
  InputStream pure(byte[] file) {
    ByteArrayOutputStream head = new ByteArrayOutputStream();
    head.writeBytes(new byte[] {(byte) (MAGIC >> 8), (byte) MAGIC});
    if (components() == 4) {
      if (adobe != null) {
        write(head, APP14, adobe);
      }
    } else if (components() == 3 && storedAsRgb()) {
      write(head, APP14, ADOBE_RGB_CONTENT);
    } else {
      write(head, APP0, JFIF_CONTENT);
    }
    head.writeBytes(tables.toByteArray());
    return new SequenceInputStream(
        Collections.enumeration(
            List.of(
                new ByteArrayInputStream(head.toByteArray()),
                new ByteArrayInputStream(file, scanOffset, file.length - scanOffset))));
  }

  /** As libjpeg decides: JFIF is YCbCr; then Adobe's marker counts, then the components' names. */
  private boolean storedAsRgb() {
    if (jfif) {
      return false;
    }
    if (adobe != null) {
      return adobe[ADOBE_BYTES - 1] == 0;
    }
    return frame.length > 12 && frame[6] == 'R' && frame[9] == 'G' && frame[12] == 'B';
  }

  private static int unsignedShort(byte[] bytes, int at) {
    return ((bytes[at] & 0xff) << 8) | (bytes[at + 1] & 0xff);
  }

  private static boolean startsWith(byte[] content, byte[] name) {
    return content.length >= name.length
        && Arrays.equals(content, 0, name.length, name, 0, name.length);
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }
}
