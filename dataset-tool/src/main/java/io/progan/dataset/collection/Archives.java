package io.progan.dataset.collection;

import io.progan.dataset.DatasetException;
import io.progan.dataset.FileKind;
import io.progan.dataset.IoReason;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Set;
import org.apache.commons.compress.archivers.ArchiveException;
import org.apache.commons.compress.archivers.ArchiveStreamFactory;
import org.apache.commons.compress.compressors.CompressorException;
import org.apache.commons.compress.compressors.CompressorStreamFactory;

/** Finds out by its first bytes which archive a file is. */
final class Archives {
  private static final String READ = "zip, tar, tar.gz, tar.bz2, tar.xz";
  private static final Set<String> TAR_PACKINGS =
      Set.of(
          CompressorStreamFactory.GZIP, CompressorStreamFactory.BZIP2, CompressorStreamFactory.XZ);

  /** The record at the end of a zip with its longest comment. */
  private static final int ZIP_END_BYTES = 22 + 0xffff;

  private Archives() {}

  static FileCollection open(Path file) throws IOException {
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
      Optional<String> packing = packing(in);
      if (packing.isPresent()) {
        if (TAR_PACKINGS.contains(packing.get())) {
          return TarFiles.unpack(file);
        }
        throw mustBeUnpacked(file, packing.get());
      }
      String kind = kind(in, file);
      return switch (kind) {
        case ArchiveStreamFactory.ZIP -> ZipFiles.open(file);
        case ArchiveStreamFactory.TAR -> TarFiles.open(file);
        default -> throw mustBeUnpacked(file, kind);
      };
    } catch (DatasetException e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      throw new DatasetException(
          "%s: archive cannot be read, it may be truncated (%s)".formatted(file, IoReason.of(e)),
          e);
    }
  }

  private static String kind(InputStream in, Path file) throws IOException {
    try {
      return ArchiveStreamFactory.detect(in);
    } catch (ArchiveException e) {
      if (hasZipEnd(file)) {
        return ArchiveStreamFactory.ZIP;
      }
      String kind = FileKind.of(file).map(words -> ", but " + words).orElse("");
      throw new DatasetException(
          "%s: is a file, not a folder of pictures, and no archive that can be read (%s)%s"
              .formatted(file, READ, kind),
          e);
    }
  }

  /** The last part of a zip in parts, and one behind a programme, only end as a zip. */
  private static boolean hasZipEnd(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      int length = (int) Math.min(channel.size(), ZIP_END_BYTES);
      ByteBuffer end = ByteBuffer.allocate(length);
      channel.position(channel.size() - length);
      while (end.hasRemaining() && channel.read(end) >= 0) {}
      return new String(end.array(), StandardCharsets.ISO_8859_1).contains("PK\5\6");
    }
  }

  private static DatasetException mustBeUnpacked(Path file, String kind) {
    return new DatasetException(
        "%s: is packed as %s, which cannot be read; unpack it first (archives that can: %s)"
            .formatted(file, kind, READ));
  }

  /** How a file is packed as a whole, if it is. */
  private static Optional<String> packing(InputStream in) {
    try {
      return Optional.of(CompressorStreamFactory.detect(in));
    } catch (CompressorException e) {
      return Optional.empty();
    }
  }
}
