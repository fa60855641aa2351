package io.progan.dataset.merge;

import io.progan.dataset.DatasetException;
import io.progan.dataset.tfrecord.Checksum;
import io.progan.dataset.tfrecord.DatasetFile;
import io.progan.dataset.tfrecord.DatasetFiles;
import io.progan.dataset.tfrecord.DatasetInfo;
import io.progan.dataset.tfrecord.TfRecordDataset;
import io.progan.dataset.tfrecord.TfRecordReader;
import io.progan.dataset.write.EncodedImage;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;

/** Reads the encoded images of a part, all resolutions together, and checks them by the way. */
final class PartReader implements Closeable {
  private final TfRecordDataset part;
  private final List<Path> files = new ArrayList<>();
  private final List<TfRecordReader> readers = new ArrayList<>();
  private final List<MessageDigest> digests = new ArrayList<>();

  PartReader(TfRecordDataset part) throws IOException {
    this.part = part;
    try {
      for (int log2 = DatasetFiles.SMALLEST_LOG2; log2 <= part.resolutionLog2(); log2++) {
        files.add(part.shard(log2).file());
        readers.add(part.shard(log2).open());
        digests.add(Checksum.digest());
      }
    } catch (IOException | RuntimeException e) {
      close();
      throw e;
    }
  }

  /** The next image; to be asked as often as the part has images. */
  EncodedImage next() throws IOException {
    List<byte[]> records = new ArrayList<>();
    for (int i = 0; i < readers.size(); i++) {
      byte[] record = readers.get(i).nextFrame();
      if (record == null) {
        throw new DatasetException(files.get(i) + ": became shorter while it was read");
      }
      digests.get(i).update(record);
      records.add(record);
    }
    return new EncodedImage(part.numChannels(), part.resolution(), records);
  }

  /** Checks, after the last image, that the files are those that the part was made with. */
  void checkChecksums() throws IOException {
    for (int i = 0; i < files.size(); i++) {
      check(part, files.get(i), Checksum.hex(digests.get(i)));
    }
  }

  /**
   * {@link DatasetException} if a file of a part has another checksum than its description says.
   */
  static void check(TfRecordDataset part, Path file, String sha256) throws DatasetException {
    String name = file.getFileName().toString();
    for (DatasetFile said : Parts.info(part).files()) {
      if (said.name().equals(name) && sha256.equals(said.sha256())) {
        return;
      }
    }
    throw new DatasetException(
        "%s: has not the SHA-256 checksum that %s says; copy or make the part again"
            .formatted(file, DatasetInfo.FILE_NAME));
  }

  @Override
  public void close() throws IOException {
    for (TfRecordReader reader : readers) {
      reader.close();
    }
  }
}
