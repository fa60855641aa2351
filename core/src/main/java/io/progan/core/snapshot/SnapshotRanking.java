package io.progan.core.snapshot;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/** Knows which snapshots of a run are the best, from what has been measured and written down. */
@FunctionalInterface
public interface SnapshotRanking {

  /**
   * The best snapshots.
   *
   * @param wanted how many, and by which metric
   * @param snapshots files of the run
   * @return some of them; one that has not been measured is none of the best
   * @throws IOException if the results cannot be read
   */
  Set<Path> best(Retention.Best wanted, List<Path> snapshots) throws IOException;
}
