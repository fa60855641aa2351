package io.progan.dataset.collection;

import io.progan.dataset.CodePointOrder;
import io.progan.dataset.DatasetException;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarFile;
import org.apache.commons.compress.compressors.CompressorStreamFactory;

/**
 * The files of a tar, read where they lie. A packed one is first unpacked into a temporary file
 * without a name, which the system deletes when it is closed or the process dies.
 */
final class TarFiles implements FileCollection {
  private static final int PIECE_BYTES = 1 << 16;
  private static final long FREE_BYTES = 1L << 30;
  private static final long MOST_RATIO = 100;

  private final Path file;
  private final FileChannel channel;
  private final List<TarArchiveEntry> entries = new ArrayList<>();

  private TarFiles(Path file, FileChannel channel) throws IOException {
    this.file = file;
    this.channel = channel;
    for (TarArchiveEntry entry : new TarFile(channel.position(0)).getEntries()) {
      if (!entry.isDirectory() && !FileNames.pathIgnored(name(entry))) {
        entries.add(entry);
      }
    }
    entries.sort(Comparator.comparing(TarFiles::name, CodePointOrder.COMPARATOR));
  }

  static TarFiles open(Path file) throws IOException {
    return over(file, FileChannel.open(file, StandardOpenOption.READ));
  }

  private static TarFiles over(Path file, FileChannel channel) throws IOException {
    try {
      return new TarFiles(file, channel);
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  static TarFiles unpack(Path file) throws IOException {
    Path temporary = Files.createTempFile("progan-", ".tar");
    FileChannel channel =
        FileChannel.open(
            temporary,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE,
            StandardOpenOption.DELETE_ON_CLOSE);
    try (InputStream packed = new BufferedInputStream(Files.newInputStream(file));
        InputStream in = new CompressorStreamFactory(true).createCompressorInputStream(packed)) {
      copy(in, channel, file);
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e instanceof DatasetException known
          ? known
          : new DatasetException(file + ": archive cannot be unpacked (" + e.getMessage() + ")", e);
    }
    return over(file, channel);
  }

  private static void copy(InputStream in, FileChannel channel, Path file) throws IOException {
    long most = Math.max(FREE_BYTES, MOST_RATIO * Files.size(file));
    OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel), PIECE_BYTES);
    byte[] piece = new byte[PIECE_BYTES];
    long total = 0;
    for (int count = in.read(piece); count >= 0; count = in.read(piece)) {
      total += count;
      if (total > most) {
        throw new DatasetException(
            file + ": unpacks to more than " + MOST_RATIO + " times its size; unpack it by hand");
      }
      out.write(piece, 0, count);
    }
    out.flush();
  }

  /** The path without the {@code ./} that many tars begin with. */
  private static String name(TarArchiveEntry entry) {
    return entry.getName().replaceFirst("^(\\./+)+", "");
  }

  @Override
  public Path path() {
    return file;
  }

  @Override
  public String description() {
    return "tar '" + file.getFileName() + "'";
  }

  @Override
  public int count() {
    return entries.size();
  }

  @Override
  public String name(int index) {
    return name(entries.get(index));
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
    return new ByteArrayInputStream(read(index));
  }

  @Override
  public byte[] read(int index) throws IOException {
    TarArchiveEntry entry = entries.get(index);
    if (FileNames.leadsElsewhere(name(index))) {
      throw new DatasetException(place(index) + ": name leads out of the archive");
    }
    if (!entry.isFile() || entry.isLink() || entry.isSymbolicLink() || entry.isSparse()) {
      throw new DatasetException(place(index) + ": is a link or no ordinary file");
    }
    if (entry.getSize() > MOST_BYTES) {
      throw BoundedStream.tooLarge(place(index));
    }
    ByteBuffer content = ByteBuffer.allocate((int) entry.getSize());
    while (content.hasRemaining()) {
      if (channel.read(content, entry.getDataOffset() + content.position()) < 0) {
        throw new DatasetException(place(index) + ": truncated (the archive ends too early)");
      }
    }
    return content.array();
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
