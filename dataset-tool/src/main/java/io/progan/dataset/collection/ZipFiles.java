package io.progan.dataset.collection;

import io.progan.dataset.CodePointOrder;
import io.progan.dataset.DatasetException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;

/** The files of a zip, read where they lie. */
final class ZipFiles implements FileCollection {
  private final Path file;
  private final ZipFile zip;
  private final List<ZipArchiveEntry> entries = new ArrayList<>();

  private ZipFiles(Path file, ZipFile zip) {
    this.file = file;
    this.zip = zip;
    for (ZipArchiveEntry entry : Collections.list(zip.getEntries())) {
      if (!entry.isDirectory() && !FileNames.pathIgnored(entry.getName())) {
        entries.add(entry);
      }
    }
    entries.sort(Comparator.comparing(ZipArchiveEntry::getName, CodePointOrder.COMPARATOR));
  }

  static ZipFiles open(Path file) throws IOException {
    return new ZipFiles(file, ZipFile.builder().setPath(file).get());
  }

  @Override
  public Path path() {
    return file;
  }

  @Override
  public String description() {
    return "zip '" + file.getFileName() + "'";
  }

  @Override
  public int count() {
    return entries.size();
  }

  @Override
  public String name(int index) {
    return entries.get(index).getName();
  }

  @Override
  public long size(int index) {
    return entries.get(index).getSize();
  }

  @Override
  public String place(int index) {
    return file + ": " + name(index);
  }

  @Override
  public InputStream open(int index) throws IOException {
    ZipArchiveEntry entry = entries.get(index);
    if (FileNames.leadsElsewhere(entry.getName())) {
      throw new DatasetException(place(index) + ": name leads out of the archive");
    }
    if (entry.isUnixSymlink()) {
      throw new DatasetException(place(index) + ": is a link, not a file");
    }
    if (entry.getSize() > MOST_BYTES) {
      throw BoundedStream.tooLarge(place(index));
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
