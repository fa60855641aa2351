package io.progan.app.metrics;

import io.progan.dataset.DatasetException;
import io.progan.dataset.numpy.NpyArray;
import io.progan.dataset.numpy.NpyReader;
import io.progan.dataset.numpy.NpyWriter;
import io.progan.metrics.registry.SavedReals;
import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/** Statistics of reals as a NumPy archive with the conditions that they were made under. */
final class SavedRealsFile {

  private static final String KEY = "conditions.json";
  private static final String ROW = "row";
  private static final String SUFFIX = ".npy";
  private static final String FEATURES = "features/";

  private SavedRealsFile() {}

  /**
   * Writes a file, which appears under its name when it is complete and on the disk. Of several
   * processes that write the same file one does.
   */
  static void write(Path file, String key, SavedReals reals) throws IOException {
    Path partial = file.resolveSibling(file.getFileName() + ".partial");
    try (FileChannel channel =
            FileChannel.open(partial, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = tryLock(channel)) {
      if (lock == null) {
        return;
      }
      channel.truncate(0);
      try (ZipOutputStream zip =
          new ZipOutputStream(
              new BufferedOutputStream(new Unclosed(Channels.newOutputStream(channel))))) {
        zip.putNextEntry(new ZipEntry(KEY));
        zip.write(key.getBytes(StandardCharsets.UTF_8));
        put(zip, ROW, NpyArray.of(reals.row(), reals.row().length));
        for (Map.Entry<String, double[]> e : reals.arrays().entrySet()) {
          put(zip, e.getKey(), NpyArray.of(e.getValue(), e.getValue().length));
        }
        for (Map.Entry<String, float[]> e : reals.features().entrySet()) {
          put(zip, FEATURES + e.getKey(), NpyArray.of(e.getValue(), e.getValue().length));
        }
      }
      channel.force(true);
      Files.move(
          partial, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  private static FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException e) {
      return null; // another thread of this process
    }
  }

  private static void put(ZipOutputStream zip, String name, NpyArray array) throws IOException {
    zip.putNextEntry(new ZipEntry(name + SUFFIX));
    NpyWriter.write(zip, array);
    zip.closeEntry();
  }

  /**
   * Reads a file; its checksums are checked.
   *
   * @throws IOException if it is damaged, or was made under other conditions
   */
  static SavedReals read(Path file, String key) throws IOException {
    Map<String, double[]> arrays = new HashMap<>();
    Map<String, float[]> features = new HashMap<>();
    try (ZipFile zip = new ZipFile(file.toFile())) {
      ZipEntry conditions = zip.getEntry(KEY);
      if (conditions == null || !key.equals(text(zip, conditions))) {
        throw new DatasetException("made under other conditions");
      }
      Enumeration<? extends ZipEntry> entries = zip.entries();
      while (entries.hasMoreElements()) {
        ZipEntry entry = entries.nextElement();
        String name = entry.getName().replace(SUFFIX, "");
        if (entry.getName().startsWith(FEATURES)) {
          features.put(name.substring(FEATURES.length()), array(zip, entry).floats());
        } else if (!entry.getName().equals(KEY)) {
          arrays.put(name, array(zip, entry).doubles());
        }
      }
    }
    double[] row = arrays.remove(ROW);
    if (row == null) {
      throw new DatasetException("no values in it");
    }
    return new SavedReals(row, arrays, features);
  }

  private static String text(ZipFile zip, ZipEntry entry) throws IOException {
    return new String(content(zip, entry), StandardCharsets.UTF_8);
  }

  private static NpyArray array(ZipFile zip, ZipEntry entry) throws IOException {
    return NpyReader.read(new ByteArrayInputStream(content(zip, entry)), entry.getName());
  }

  /** Java compares no checksums of files that are opened this way. */
  private static byte[] content(ZipFile zip, ZipEntry entry) throws IOException {
    try (InputStream in = zip.getInputStream(entry)) {
      byte[] content = in.readAllBytes();
      CRC32 crc = new CRC32();
      crc.update(content);
      if (crc.getValue() != entry.getCrc()) {
        throw new DatasetException(entry.getName() + " has a wrong CRC");
      }
      return content;
    }
  }

  /** Lets a stream end without closing the channel below it. */
  private static final class Unclosed extends FilterOutputStream {
    Unclosed(OutputStream out) {
      super(out);
    }

    @Override
    public void write(byte[] bytes, int from, int count) throws IOException {
      out.write(bytes, from, count);
    }

    @Override
    public void close() throws IOException {
      flush();
    }
  }
}
