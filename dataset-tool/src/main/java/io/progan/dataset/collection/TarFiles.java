package io.progan.dataset.collection;

import io.progan.dataset.DatasetException;
import io.progan.dataset.Fingerprint;
import io.progan.dataset.IoReason;
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
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarFile;
import org.apache.commons.compress.compressors.CompressorStreamFactory;

/**
 * The files of a tar. A packed one is first unpacked into a temporary file without a name, which
 * the system deletes when it is closed or the process dies.
 */
final class TarFiles extends ArchivedFiles<TarArchiveEntry> {
  private static final int PIECE_BYTES = 1 << 16;
  private static final long FREE_BYTES = 1L << 30;
  private static final long MOST_RATIO = 100;

  /**
   * Records of an extended header (POSIX pax), which Commons Compress hands out as a member of its
   * own where the next one is sparse.
   */
  private static final Pattern HEADER_RECORDS =
      Pattern.compile(
          "\\d+ (?:[acm]time|path|size|GNU\\.sparse\\.\\w+)=[^\n]*\n.*", Pattern.DOTALL);

  private final FileChannel channel;

  private TarFiles(Path file, FileChannel channel) throws IOException {
    super(file, "tar", members(new TarFile(channel.position(0)).getEntries()));
    this.channel = channel;
  }

  /** On Unix a name may hold a backslash; only a tar without any slash is from elsewhere. */
  private static Members<TarArchiveEntry> members(List<TarArchiveEntry> all) {
    boolean slashes =
        all.stream().anyMatch(e -> e.getName().replaceFirst("^\\./", "").contains("/"));
    return Members.of(
        all.stream()
            .filter(entry -> !HEADER_RECORDS.matcher(entry.getName()).matches())
            .map(
                entry ->
                    slashes
                        ? new Members.Named<>(entry, entry.getName(), false)
                        : Members.Named.withSlashes(entry, entry.getName()))
            .toList());
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
          : new DatasetException(file + ": archive cannot be unpacked (" + IoReason.of(e) + ")", e);
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

  /** A checksum of pieces of the file. */
  @Override
  public String fingerprint(int index) throws IOException {
    TarArchiveEntry entry = usable(index);
    return Fingerprint.of(
        (offset, bytes) -> read(index, entry.getDataOffset() + offset, bytes),
        entry.getSize(),
        Fingerprint.FEW);
  }

  @Override
  public InputStream open(int index) throws IOException {
    return new ByteArrayInputStream(read(index));
  }

  @Override
  public byte[] read(int index) throws IOException {
    TarArchiveEntry entry = usable(index);
    Optional<String> problem = problem(entry);
    if (problem.isPresent()) {
      throw new DatasetException(place(index) + ": " + problem.get());
    }
    return read(index, entry.getDataOffset(), (int) entry.getSize()).array();
  }

  private static Optional<String> problem(TarArchiveEntry entry) {
    String target = FileNames.shown(entry.getLinkName());
    if (entry.isSymbolicLink()) {
      return Optional.of(
          "is a link to '%s', which is not followed; 'tar --dereference' packs the file itself"
              .formatted(target));
    }
    if (entry.isLink()) {
      return Optional.of(
          ("is a second name (a hard link) of '%s', which is not followed;"
                  + " 'tar --hard-dereference' packs the file itself")
              .formatted(target));
    }
    if (entry.isSparse()) {
      return Optional.of(
          "is packed as a sparse file, which is not read here; unpack the tar, or pack it without"
              + " --sparse");
    }
    boolean device = entry.isCharacterDevice() || entry.isBlockDevice() || entry.isFIFO();
    return device || !entry.isFile()
        ? Optional.of("is no ordinary file, but a device or pipe")
        : Optional.empty();
  }

  private ByteBuffer read(int index, long offset, int bytes) throws IOException {
    ByteBuffer content = ByteBuffer.allocate(bytes);
    while (content.hasRemaining()) {
      if (channel.read(content, offset + content.position()) < 0) {
        throw new DatasetException(place(index) + ": truncated (the archive ends too early)");
      }
    }
    return content.flip();
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
