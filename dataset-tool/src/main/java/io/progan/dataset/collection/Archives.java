package io.progan.dataset.collection;

import io.progan.dataset.DatasetException;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.commons.compress.archivers.ArchiveException;
import org.apache.commons.compress.archivers.ArchiveStreamFactory;
import org.apache.commons.compress.compressors.CompressorException;
import org.apache.commons.compress.compressors.CompressorStreamFactory;

/** Finds out by its first bytes which archive a file is. */
final class Archives {
  private Archives() {}

  static FileCollection open(Path file) throws IOException {
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
      if (isTarPacked(in)) {
        return TarFiles.unpack(file);
      }
      String kind = ArchiveStreamFactory.detect(in);
      if (kind.equals(ArchiveStreamFactory.ZIP)) {
        return ZipFiles.open(file);
      }
      if (kind.equals(ArchiveStreamFactory.TAR)) {
        return TarFiles.open(file);
      }
    } catch (DatasetException e) {
      throw e;
    } catch (ArchiveException e) {
      throw notKnown(file, e);
    } catch (IOException | RuntimeException e) {
      throw new DatasetException(file + ": archive cannot be read (" + e.getMessage() + ")", e);
    }
    throw notKnown(file, null);
  }

  private static DatasetException notKnown(Path file, Exception cause) {
    return new DatasetException(
        file + ": is a file, not a folder of pictures, and no zip, tar, tar.gz or tar.bz2 archive",
        cause);
  }

  private static boolean isTarPacked(InputStream in) {
    try {
      String kind = CompressorStreamFactory.detect(in);
      return kind.equals(CompressorStreamFactory.GZIP)
          || kind.equals(CompressorStreamFactory.BZIP2);
    } catch (CompressorException e) {
      return false; // not packed
    }
  }
}
