package io.progan.core.snapshot;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.progan.core.training.state.TrainingState;
import io.progan.core.training.tick.TickTimes;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Writes to a run's folder, and copes with a disk that does not take what it is given. */
final class RunStore {

  /** How often the end of a training is tried to be saved, and how long after the last try. */
  private static final int END_TRIES = 12;

  private static final long END_PAUSE_MS = 5_000;

  private final RunFolder folder;
  private final Keeping keeping;
  private final LineFile statistics;
  private final LineFile times;
  private final Map<String, Integer> failures = new HashMap<>();
  private final ObjectMapper mapper = new ObjectMapper();

  /** The newest snapshot of this training; what lies beyond it is damaged or of another one. */
  private long reachedKimg = -1;

  RunStore(RunFolder folder, Keeping keeping) {
    this.folder = folder;
    this.keeping = keeping;
    this.statistics = new LineFile(folder.stats());
    this.times = new LineFile(folder.times());
  }

  /** Something that writes to the run's folder. */
  interface Action {
    void run() throws IOException;
  }

  /**
   * Does something that may fail without harm; when it does, frees what the retention allows and
   * tries once more. A warning is given the first, second, fourth, eighth time in a row, so that a
   * disk that stays full does not fill the console, too.
   *
   * @return whether it was done
   */
  boolean attempt(String what, Action action) {
    try {
      tryTwice(action);
      failures.remove(what);
      return true;
    } catch (IOException e) {
      int failed = failures.merge(what, 1, Integer::sum);
      if (Integer.bitCount(failed) == 1) {
        keeping.warnings().accept(warning(what, failed, e));
      }
      return false;
    }
  }

  private String warning(String what, int failed, IOException e) {
    return "warning: %s: the %s cannot be written (%s)%s; the training goes on and tries again at the next tick"
        .formatted(
            folder.path(), what, reason(e), failed == 1 ? "" : ", " + failed + " times in a row");
  }

  private void tryTwice(Action action) throws IOException {
    try {
      action.run();
    } catch (IOException e) {
      if (free(1) == 0) {
        throw e;
      }
      action.run();
    }
  }

  /**
   * Does something that must succeed; tries for a minute.
   *
   * @throws IOException if it does not
   */
  void insist(Action action) throws IOException {
    for (int left = END_TRIES - 1; ; left--) {
      try {
        tryTwice(action);
        return;
      } catch (IOException e) {
        if (left == 0) {
          throw e;
        }
        if (left == END_TRIES - 1) {
          keeping
              .warnings()
              .accept(
                  "warning: %s: the final snapshot cannot be written (%s); trying for %d seconds"
                      .formatted(folder.path(), reason(e), END_PAUSE_MS * (END_TRIES - 1) / 1000));
        }
        pause();
      }
    }
  }

  private static void pause() throws IOException {
    try {
      Thread.sleep(END_PAUSE_MS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while waiting for the disk");
    }
  }

  private static String reason(IOException e) {
    return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
  }

  /** Begins after a snapshot. */
  void goOn(long imagesSeen) {
    reachedKimg = imagesSeen / 1000;
  }

  void addStatistics(TickStatistics tick) throws IOException {
    statistics.append(mapper.writeValueAsString(tick));
  }

  /** Writes a snapshot and notes the times at it. */
  void save(TrainingState state, SnapshotInfo info, TickTimes taken) throws IOException {
    long imagesSeen = info.position().progress().imagesSeen();
    times.append(mapper.writeValueAsString(new RunHistory.Times(imagesSeen, taken)));
    SnapshotWriter.write(folder.snapshot(imagesSeen), state, info);
    goOn(imagesSeen);
  }

  /** Removes the snapshots that the retention lets go. */
  void clear() {
    try {
      free(0);
    } catch (IOException e) {
      keeping
          .warnings()
          .accept(
              "warning: %s: old snapshots cannot be removed (%s); they stay for now"
                  .formatted(folder.path(), reason(e)));
    }
  }

  /** Removes snapshots that the retention lets go if so many more are coming; counts them. */
  private int free(int coming) throws IOException {
    List<Path> snapshots =
        folder.numberedSnapshots().stream()
            .filter(snapshot -> RunFolder.thousands(snapshot) <= reachedKimg)
            .toList();
    List<Long> kimg = snapshots.stream().map(RunFolder::thousands).toList();
    List<Long> expendable = keeping.retention().expendable(kimg, coming);
    List<Path> candidates = new ArrayList<>(snapshots);
    candidates.removeIf(snapshot -> !expendable.contains(RunFolder.thousands(snapshot)));
    List<Path> all = new ArrayList<>(snapshots);
    if (!keeping.retention().equals(Retention.ALL)) {
      candidates.addAll(folder.abandonedSnapshots());
      all.addAll(folder.abandonedSnapshots());
    }
    if (!candidates.isEmpty()) {
      candidates.removeAll(best(all));
    }
    int count = 0;
    for (Path snapshot : candidates) {
      count += Files.deleteIfExists(snapshot) ? 1 : 0;
    }
    return count;
  }

  private Set<Path> best(List<Path> snapshots) throws IOException {
    Optional<Retention.Best> wanted = keeping.retention().best();
    return wanted.isPresent() ? keeping.ranking().best(wanted.get(), snapshots) : Set.of();
  }
}
