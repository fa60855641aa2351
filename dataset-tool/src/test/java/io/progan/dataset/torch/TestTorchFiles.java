package io.progan.dataset.torch;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Files of {@code torch.save}, written by hand; pickles are of protocol 0 as far as it goes. */
final class TestTorchFiles {
  static final String MAGIC = "\u0080\u0002\u008a\nl\u00fc\u009cF\u00f9 j\u00a8P\u0019.";
  static final String VERSION = "I1001\n.";
  static final String LITTLE = "(dS'little_endian'\nI01\ns.";
  static final String HOOKS = "ccollections\nOrderedDict\n(tR";

  private TestTorchFiles() {}

  /** Pickle of a storage. */
  static String storage(String type, String key, long count) {
    return "(S'storage'\nctorch\n%s\nS'%s'\nS'cpu'\nI%d\ntQ".formatted(type, key, count);
  }

  /** Pickle of a tensor; shape and strides are numbers behind one another, split by spaces. */
  static String tensor(String storage, long offset, String shape, String strides) {
    return "ctorch._utils\n_rebuild_tensor_v2\n(%sI%d\n%s%sI00\n%stR"
        .formatted(storage, offset, tuple(shape), tuple(strides), HOOKS);
  }

  /** Pickle of a tensor that is a whole storage of single precision. */
  static String vector(String key, long count) {
    return tensor(storage("FloatStorage", key, count), 0, Long.toString(count), "1");
  }

  private static String tuple(String numbers) {
    return "(" + (numbers.isEmpty() ? "" : "I" + numbers.replace(" ", "\nI") + "\n") + "t";
  }

  /** Pickle of an ordered dictionary: names and pickles of values by turns. */
  static String dict(String... items) {
    StringBuilder dict = new StringBuilder(HOOKS);
    for (int i = 0; i < items.length; i += 2) {
      dict.append("S'").append(items[i]).append("'\n").append(items[i + 1]).append('s');
    }
    return dict.toString();
  }

  static byte[] floats(float... values) {
    ByteBuffer bytes = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asFloatBuffer().put(values);
    return bytes.array();
  }

  static byte[] bytes(int... values) {
    byte[] bytes = new byte[values.length];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) values[i];
    }
    return bytes;
  }

  static byte[] latin1(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  /** Everything before the first storage of the older form. */
  static byte[] head(String object, String... keys) {
    StringBuilder list = new StringBuilder("(l");
    for (String key : keys) {
      list.append("S'").append(key).append("'\na");
    }
    return latin1(MAGIC + VERSION + LITTLE + object + "." + list + ".");
  }

  /** A number of elements and the elements, as in the older form. */
  static byte[] counted(long count, byte[] elements) {
    ByteBuffer bytes = ByteBuffer.allocate(8 + elements.length).order(ByteOrder.LITTLE_ENDIAN);
    return bytes.putLong(count).put(elements).array();
  }

  /** The older form: an object with the storage '0', said to have a number of elements. */
  static Path stream(Path file, String object, long count, byte[] elements) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.writeBytes(head(object, "0"));
    bytes.writeBytes(counted(count, elements));
    return Files.write(file, bytes.toByteArray());
  }

  /** The newer form: an object and storages by name of entry, without compression. */
  static Path zip(Path file, String object, Map<String, byte[]> entries) throws IOException {
    try (OutputStream out = Files.newOutputStream(file);
        ZipOutputStream zip = new ZipOutputStream(out)) {
      store(zip, "net/data.pkl", latin1(object + "."));
      for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
        store(zip, entry.getKey(), entry.getValue());
      }
    }
    return file;
  }

  static void store(ZipOutputStream zip, String name, byte[] content) throws IOException {
    CRC32 checksum = new CRC32();
    checksum.update(content);
    ZipEntry entry = new ZipEntry(name);
    entry.setMethod(ZipEntry.STORED);
    entry.setSize(content.length);
    entry.setCrc(checksum.getValue());
    zip.putNextEntry(entry);
    zip.write(content);
    zip.closeEntry();
  }
}
