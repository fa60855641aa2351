package io.progan.dataset.tfrecord;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A file of a dataset as it was written.
 *
 * @param name its name in the dataset's folder
 * @param bytes its size
 * @param sha256 the SHA-256 checksum of its content in hexadecimal digits; null if not computed
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record DatasetFile(String name, long bytes, String sha256) {
  /** Reads a file and computes its checksum. */
  public static DatasetFile of(Path file) throws IOException {
    return new DatasetFile(file.getFileName().toString(), Files.size(file), Checksum.of(file));
  }
}
