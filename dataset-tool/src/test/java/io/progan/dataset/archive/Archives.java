package io.progan.dataset.archive;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;

/** Small archives in the formats of the large ones. */
final class Archives {

  private Archives() {}

  /** The pixel of a place in an image, different in all of them. */
  static byte pixel(int image, int place) {
    return (byte) (17 * image + 3 * place + place / 31);
  }

  /** Pixels of so many images, one after the other. */
  static byte[] pixels(int first, int count, int bytes) {
    byte[] pixels = new byte[count * bytes];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = pixel(first + i / bytes, i % bytes);
    }
    return pixels;
  }

  /** An IDX file of bytes. */
  static byte[] idx(byte[] data, int... shape) {
    ByteBuffer file = ByteBuffer.allocate(4 + 4 * shape.length + data.length);
    file.putInt(0x800 | shape.length);
    for (int n : shape) {
      file.putInt(n);
    }
    return file.put(data).array();
  }

  /** Writes a file with gzip. */
  static void writeGzip(Path file, byte[] data) throws IOException {
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
      out.write(data);
    }
  }

  /** A pickle of {@code {'data': array, key: [labels]}}, as Python 2 wrote CIFAR's. */
  static byte[] cifar(byte[] data, String shape, String key, String labels) {
    return concat(
        latin1("\u0080\u0002}(U\u0004data"),
        array(data, shape),
        latin1("U" + (char) key.length() + key),
        latin1(labels),
        latin1("u."));
  }

  /** A pickle of a pair of arrays, as SVHN's. */
  static byte[] svhn(byte[] images, String shape, byte[] labels) {
    return concat(
        latin1("\u0080\u0002"),
        array(images, shape),
        array(labels, "(I" + labels.length + "\nt"),
        latin1("\u0086."));
  }

  /** Operations that push an array of bytes; the shape as operations that push a tuple. */
  static byte[] array(byte[] data, String shape) {
    byte[] length =
        ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(data.length).array();
    return concat(
        latin1(
            "cnumpy.core.multiarray\n_reconstruct\ncnumpy\nndarray\nK\u0000\u0085U\u0001b\u0087R"),
        latin1("(K\u0001" + shape + "cnumpy\ndtype\nU\u0002u1K\u0000K\u0001\u0087R"),
        latin1(
            "(K\u0003U\u0001|NNNJ\u00ff\u00ff\u00ff\u00ffJ\u00ff\u00ff\u00ff\u00ffK\u0000tb\u0089T"),
        length,
        data,
        latin1("tb"));
  }

  static byte[] latin1(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  static byte[] concat(byte[]... parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.writeBytes(part);
    }
    return all.toByteArray();
  }
}
