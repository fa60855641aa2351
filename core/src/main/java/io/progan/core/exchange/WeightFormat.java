package io.progan.core.exchange;

import io.progan.core.snapshot.AtomicFile;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;

/** The formats in which weights are exchanged. */
public enum WeightFormat {
  /** NumPy's zip of arrays. */
  NPZ(".npz"),
  /** The format of Hugging Face. */
  SAFETENSORS(".safetensors");

  private final String ending;

  WeightFormat(String ending) {
    this.ending = ending;
  }

  /** What names of files end with, the usual one first. */
  public static String[] endings() {
    return Arrays.stream(values()).map(format -> format.ending).toArray(String[]::new);
  }

  /**
   * The format that a file's name ends with, in upper or lower case.
   *
   * @throws IllegalArgumentException if it ends with none
   */
  public static WeightFormat of(Path file) {
    String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
    return Arrays.stream(values())
        .filter(format -> name.endsWith(format.ending))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException(file + ": not the name of weights"));
  }

  /**
   * Writes a snapshot's networks G, D and Gs: number for number, under the original's names after
   * {@code G/}, {@code D/} and {@code Gs/}, with their options and level of detail. All are on the
   * heap meanwhile.
   *
   * @param snapshot where they are
   * @param file where to; replaced if it exists, complete or not at all
   * @return how many arrays and numbers were written
   * @throws io.progan.core.snapshot.SnapshotException if the snapshot is damaged
   * @throws IOException if the one cannot be read, or the other not be written
   */
  public WeightCount export(Path snapshot, Path file) throws IOException {
    WeightFile weights = WeightNetworks.toFile(SnapshotNetworks.read(snapshot));
    AtomicFile.write(file, out -> write(out, weights));
    long numbers = weights.arrays().values().stream().mapToLong(array -> array.size()).sum();
    return new WeightCount(weights.arrays().size(), numbers);
  }

  private void write(OutputStream out, WeightFile weights) throws IOException {
    switch (this) {
      case NPZ -> NpzWeights.write(out, weights);
      case SAFETENSORS -> Safetensors.write(out, weights);
    }
  }

  /**
   * How much a file of weights holds.
   *
   * @param arrays the arrays
   * @param numbers the numbers in them
   */
  public record WeightCount(int arrays, long numbers) {}
}
