package io.progan.core.exchange;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.progan.core.snapshot.NpzReader;
import io.progan.core.snapshot.NpzWriter;
import io.progan.dataset.numpy.NpyArray;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** Weights as NumPy's {@code .npz}: a zip of arrays, with the metadata in a JSON member. */
final class NpzWeights {

  private static final String METADATA = "metadata.json";
  private static final String SNAPSHOT = "progan.json";
  private static final ObjectMapper JSON = new ObjectMapper();

  private NpzWeights() {}

  /**
   * Reads a file.
   *
   * @throws ExchangeException if it is a snapshot, or its metadata are none
   * @throws io.progan.core.snapshot.SnapshotException if it is no zip, or damaged
   * @throws IOException if it cannot be read
   */
  static WeightFile read(Path file) throws IOException {
    try (NpzReader npz = new NpzReader(file, "an archive of weights")) {
      if (npz.has(SNAPSHOT)) {
        throw new ExchangeException(
            file + ": is a snapshot already; every command takes it as it is");
      }
      Map<String, NpyArray> arrays = new LinkedHashMap<>();
      for (String name : npz.arrayNames()) {
        arrays.put(name, npz.array(name));
      }
      Map<String, String> metadata = Map.of();
      if (npz.has(METADATA)) {
        metadata = JSON.readValue(npz.content(METADATA), new TypeReference<>() {});
      }
      return new WeightFile(arrays, metadata);
    } catch (JsonProcessingException e) {
      throw new ExchangeException(
          "%s: %s is damaged (%s)".formatted(file, METADATA, e.getOriginalMessage()), e);
    }
  }

  /** Writes a file's content. */
  static void write(OutputStream out, WeightFile weights) throws IOException {
    NpzWriter npz = new NpzWriter(out);
    npz.member(METADATA, JSON.writeValueAsBytes(weights.metadata()));
    for (Map.Entry<String, NpyArray> array : weights.arrays().entrySet()) {
      npz.array(array.getKey(), array.getValue());
    }
    npz.finish();
  }
}
