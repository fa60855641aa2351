package io.progan.dataset.collection;

import io.progan.dataset.DatasetException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Collections;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;

/** The files of a zip. */
final class ZipFiles extends ArchivedFiles<ZipArchiveEntry> {
  private final ZipFile zip;

  private ZipFiles(Path file, ZipFile zip) {
    super(file, "zip", Collections.list(zip.getEntries()));
    this.zip = zip;
  }

  static ZipFiles open(Path file) throws IOException {
    return new ZipFiles(file, ZipFile.builder().setPath(file).get());
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
      throw new DatasetException(place(index) + ": is a link, not a file");
    }
    if (!zip.canReadEntryData(entry)) {
      boolean encrypted = entry.getGeneralPurposeBit().usesEncryption();
      throw new DatasetException(
          place(index)
              + (encrypted ? ": is encrypted" : ": is packed in a way that cannot be read"));
    }
    return new BoundedStream(zip.getInputStream(entry), place(index));
  }

  @Override
  public void close() throws IOException {
    zip.close();
  }
}
