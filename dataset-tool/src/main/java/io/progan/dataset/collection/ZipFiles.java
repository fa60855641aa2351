package io.progan.dataset.collection;

import io.progan.dataset.DatasetException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Locale;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.apache.commons.compress.archivers.zip.ZipMethod;

/** The files of a zip (PKWARE's APPNOTE.TXT), which may be in several parts that lie together. */
final class ZipFiles extends ArchivedFiles<ZipArchiveEntry> {
  private static final long MOST_PARTS = 1000;

  private final ZipFile zip;

  private ZipFiles(Path file, ZipFile zip) {
    super(file, "zip", ZipNames.members(Collections.list(zip.getEntries())));
    this.zip = zip;
  }

  static ZipFiles open(Path file) throws IOException {
    ZipFile zip = ZipFile.builder().setPath(file).setMaxNumberOfDisks(MOST_PARTS).get();
    return new ZipFiles(file, zip);
  }

  /** The checksum that the zip itself holds. */
  @Override
  public String fingerprint(int index) {
    return Long.toHexString(entry(index).getCrc());
  }

  @Override
  public InputStream open(int index) throws IOException {
    ZipArchiveEntry entry = usable(index);
    if (entry.isUnixSymlink()) {
      throw new DatasetException(
          place(index) + ": is a link, which is not followed; 'zip' without -y packs the file");
    }
    if (entry.getGeneralPurposeBit().usesEncryption()) {
      throw new DatasetException(
          place(index) + ": is encrypted; unpack the zip by its password and name the folder");
    }
    if (!zip.canReadEntryData(entry)) {
      throw new DatasetException(
          "%s: is packed by %s, which cannot be read; unpack the zip and name the folder"
              .formatted(place(index), method(entry)));
    }
    return new BoundedStream(zip.getInputStream(entry), place(index));
  }

  private static String method(ZipArchiveEntry entry) {
    ZipMethod method = ZipMethod.getMethodByCode(entry.getMethod());
    boolean named = method != null && method != ZipMethod.UNKNOWN;
    return named
        ? method.name().toLowerCase(Locale.ROOT).replace('_', ' ')
        : "method " + entry.getMethod();
  }

  @Override
  public void close() throws IOException {
    zip.close();
  }
}
