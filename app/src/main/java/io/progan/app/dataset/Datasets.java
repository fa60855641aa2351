package io.progan.app.dataset;

import io.progan.app.console.CommandFailure;
import io.progan.dataset.tfrecord.TfRecordDataset;
import io.progan.dataset.write.Leftovers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Opens finished datasets for commands that look at them. */
public final class Datasets {

  private Datasets() {}

  /** Opens a dataset, after putting it back if it was being replaced by a process that died. */
  public static TfRecordDataset open(Path folder) throws IOException {
    restore(folder);
    return TfRecordDataset.open(folder);
  }

  /** Puts a dataset back that was being replaced by a process that died. */
  public static void restore(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      Leftovers.clear(folder);
    }
  }

  /** Says so of a dataset that is only a part of one. */
  public static Optional<String> partNote(TfRecordDataset dataset) {
    return dataset
        .info()
        .map(info -> info.origin().part())
        .map(
            part ->
                "%s: only part %d of %d of a dataset; 'progan dataset merge' joins them"
                    .formatted(dataset.folder(), part.index(), part.parts()));
  }

  /**
   * The binary logarithm of a resolution of the dataset.
   *
   * @param pixels a resolution, or null for the largest
   */
  public static int log2(TfRecordDataset dataset, Integer pixels) {
    if (pixels == null) {
      return dataset.resolutionLog2();
    }
    if (pixels < 4 || pixels > dataset.resolution() || Integer.bitCount(pixels) != 1) {
      throw CommandFailure.wrongUsage(
          "--resolution: must be a power of two from 4 to %d, got %d"
              .formatted(dataset.resolution(), pixels));
    }
    return Integer.numberOfTrailingZeros(pixels);
  }
}
