package io.progan.app.sweep;

import io.progan.core.network.family.Networks;
import io.progan.core.snapshot.RunDescription;
import io.progan.core.snapshot.RunFolder;
import io.progan.core.snapshot.SnapshotException;
import java.io.IOException;
import java.util.Optional;

/** Which latents the grid of a run shows: of one seed and size they are the same. */
final class GridLatents {

  private GridLatents() {}

  /**
   * The length of its latents; empty if the run does not say so.
   *
   * @throws IOException if the folder cannot be read
   */
  static Optional<Integer> size(RunFolder run) throws IOException {
    try {
      RunDescription description = RunDescription.read(run);
      return Optional.of(
          Networks.generator(description.config().generator(), description.datasetShape())
              .latentSize());
    } catch (SnapshotException e) {
      return Optional.empty();
    }
  }
}
