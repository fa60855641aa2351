package io.progan.dataset.torch;

import io.progan.dataset.DatasetException;
import io.progan.dataset.IoReason;
import io.progan.dataset.pickle.PickleReader;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.apache.commons.compress.archivers.zip.ZipMethod;

/**
 * The form since PyTorch 1.6 ({@code _save} of {@code torch/serialization.py}): a zip of {@code
 * NAME/data.pkl}, the object, and {@code NAME/data/KEY}, the elements of each storage as they are;
 * perhaps {@code NAME/byteorder}.
 */
final class ZipForm {
  /** The pickle of an object with very many tensors is of a few megabytes. */
  private static final long LARGEST_PICKLE = 256L << 20;

  private static final int LARGEST_ORDER = 16;
  private static final String PICKLE = "data.pkl";

  private final Path file;
  private final ZipFile zip;

  private ZipForm(Path file, ZipFile zip) {
    this.file = file;
    this.zip = zip;
  }

  /** Whether an entry of this name tells that a zip is of this form. */
  static boolean isPickle(String name) {
    return name.equals(PICKLE) || name.endsWith("/" + PICKLE);
  }

  /** What is done with an open zip. */
  private interface Task<T> {
    T run(ZipForm form) throws IOException;
  }

  /** The object, as the pickle reader has it; its storages are located. */
  static Object read(Path file, FileChannel channel) throws IOException {
    return withZip(file, form -> form.read(channel));
  }

  /** Whether a file is a zip that holds an object. */
  static boolean hasPickle(Path file) {
    try {
      return withZip(file, form -> !form.pickles().isEmpty());
    } catch (IOException e) {
      return false;
    }
  }

  /** {@link DatasetException} if an entry of the zip is not what its checksum says. */
  static void verify(Path file) throws IOException {
    withZip(
        file,
        form -> {
          for (ZipArchiveEntry entry : Collections.list(form.zip.getEntries())) {
            form.verify(entry);
          }
          return null;
        });
  }

  private static <T> T withZip(Path file, Task<T> task) throws IOException {
    try (ZipFile zip = ZipFile.builder().setPath(file).get()) {
      return task.run(new ZipForm(file, zip));
    } catch (DatasetException e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      throw new DatasetException(
          "%s: zip of torch.save cannot be read, it may be truncated (%s)"
              .formatted(file, IoReason.of(e)),
          e);
    }
  }

  private Object read(FileChannel channel) throws IOException {
    List<ZipArchiveEntry> pickles = pickles();
    if (pickles.size() != 1) {
      throw new DatasetException(
          "%s: is a zip with %d entries data.pkl, where torch.save writes one"
              .formatted(file, pickles.size()));
    }
    ZipArchiveEntry pickle = pickles.get(0);
    String name = pickle.getName();
    String prefix = name.substring(0, name.length() - PICKLE.length());
    checkOrder(prefix + "byteorder");
    TorchNames names = new TorchNames();
    Object content = object(pickle, names);
    for (TorchStorage storage : names.storages().values()) {
      locate(storage, prefix + "data/" + storage.key(), channel);
    }
    return content;
  }

  private List<ZipArchiveEntry> pickles() {
    List<ZipArchiveEntry> pickles = new ArrayList<>(Collections.list(zip.getEntries()));
    pickles.removeIf(entry -> !isPickle(entry.getName()));
    return pickles;
  }

  private void checkOrder(String name) throws IOException {
    if (zip.getEntry(name) == null) {
      return;
    }
    try (InputStream in = open(zip.getEntry(name))) {
      String order = new String(in.readNBytes(LARGEST_ORDER), StandardCharsets.UTF_8).strip();
      if (!order.equals("little")) {
        throw new DatasetException(
            "%s: has byte order '%s', only 'little' is read; save it again on a usual machine"
                .formatted(place(name), order.replaceAll("[^a-z]", "?")));
      }
    }
  }

  private Object object(ZipArchiveEntry pickle, TorchNames names) throws IOException {
    if (pickle.getSize() > LARGEST_PICKLE) {
      throw new DatasetException(
          "%s: of %d bytes is too large".formatted(place(pickle.getName()), pickle.getSize()));
    }
    try (InputStream in = new BufferedInputStream(open(pickle))) {
      return PickleReader.of(names).read(in, place(pickle.getName()), pickle.getSize());
    }
  }

  private void locate(TorchStorage storage, String name, FileChannel channel) throws IOException {
    ZipArchiveEntry entry = only(name);
    if (entry.getMethod() != ZipMethod.STORED.getCode()
        || entry.getGeneralPurposeBit().usesEncryption()) {
      throw new DatasetException(
          "%s: is compressed or encrypted; unpack the zip and pack it again by 'zip -0'"
              .formatted(place(name)));
    }
    if (entry.getSize() != storage.bytes()) {
      throw new DatasetException(
          "%s: has %d bytes, but its tensors are of %d (%d elements of %s)"
              .formatted(
                  place(name), entry.getSize(), storage.bytes(), storage.count(), storage.type()));
    }
    storage.locate(channel, entry.getDataOffset(), place(name));
  }

  private ZipArchiveEntry only(String name) throws DatasetException {
    List<ZipArchiveEntry> entries = new ArrayList<>();
    zip.getEntries(name).forEach(entries::add);
    if (entries.size() != 1) {
      throw new DatasetException(
          "%s: is %d times in the zip, but a tensor has it; the file is damaged or incomplete"
              .formatted(place(name), entries.size()));
    }
    return entries.get(0);
  }

  private void verify(ZipArchiveEntry entry) throws IOException {
    CRC32 checksum = new CRC32();
    try (InputStream in = new CheckedInputStream(open(entry), checksum)) {
      in.skipNBytes(entry.getSize());
    }
    if (checksum.getValue() != entry.getCrc()) {
      throw new DatasetException(
          "%s: does not have the zip's checksum, it is damaged (or saved without checksums)"
              .formatted(place(entry.getName())));
    }
  }

  private InputStream open(ZipArchiveEntry entry) throws IOException {
    if (!zip.canReadEntryData(entry)) {
      throw new DatasetException(
          place(entry.getName()) + ": is encrypted or packed in a way that is not read");
    }
    return zip.getInputStream(entry);
  }

  private String place(String name) {
    return file + ": " + name.replaceAll("[^\\x20-\\x7e]", "?");
  }
}
