package io.progan.core.exchange;

import io.progan.dataset.FileKind;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/** Reads the networks of a file in any of the known formats, which its first bytes tell. */
public final class NetworkFile {

  private static final int START_BYTES = Long.BYTES + 1;

  private NetworkFile() {}

  /**
   * Reads a network pickle, an {@code .npz} or a safetensors file.
   *
   * @throws ExchangeException if it does not hold networks that can be imported; one line
   * @throws io.progan.core.snapshot.SnapshotException if it is a zip, and damaged
   * @throws io.progan.dataset.DatasetException if it is damaged, or a pickle that names anything
   *     but networks
   * @throws IOException if it cannot be read
   */
  public static OriginalNetworks read(Path file) throws IOException {
    byte[] start;
    try (InputStream in = Files.newInputStream(file)) {
      start = in.readNBytes(START_BYTES);
    }
    String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
    boolean zip = start.length >= 2 && start[0] == 'P' && start[1] == 'K';
    boolean tensors = start.length == START_BYTES && start[Long.BYTES] == '{' && start[6] == 0;
    Optional<String> other = zip || tensors ? Optional.empty() : FileKind.of(file);
    if (other.isPresent()) {
      throw new ExchangeException("%s: holds no networks: is %s".formatted(file, other.get()));
    }
    if (zip || name.endsWith(".npz")) {
      return WeightNetworks.of(file, NpzWeights.read(file));
    }
    if (tensors || name.endsWith(".safetensors")) {
      return WeightNetworks.of(file, Safetensors.read(file));
    }
    return NetworkPickle.read(file);
  }
}
