package io.progan.app.run;

import io.progan.app.console.CommandFailure;
import io.progan.app.console.Console;
import io.progan.app.console.ExitCode;
import io.progan.core.snapshot.Rollback;
import io.progan.core.snapshot.RollbackLog;
import io.progan.core.snapshot.SnapshotReader;
import io.progan.core.training.Recovery;
import io.progan.core.training.TrainingDivergedException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Takes a training that went wrong back to a good snapshot: twice to the newest one, then, since it
 * may have gone wrong before that was seen, twice to the one before it, and so on. There is
 * progress when a good snapshot has seen more images than any before; then this begins anew.
 *
 * @param log the run's rollbacks
 * @param rateFactor what the learning rates are multiplied by each time
 * @param start where the run began; empty if it began with new networks
 * @param console where it is said
 */
record Rollbacks(
    RollbackLog log, double rateFactor, Optional<ResumePoint.Saved> start, Console console) {

  /** Rollbacks without progress. */
  static final int MOST = 5;

  private static final int TRIES_OF_EACH = 2;

  /**
   * Chooses a snapshot and writes down that the training goes on from there.
   *
   * @param seen what went wrong
   * @param now how the training went on until then
   * @param goodUntil a snapshot of so many images or more may be of no use
   * @return where to go on; empty for the start
   * @throws CommandFailure if there were too many without progress
   * @throws IOException if the folder cannot be read or written
   */
  Optional<ResumePoint.Saved> back(TrainingDivergedException seen, Recovery now, long goodUntil)
      throws IOException {
    console.note("warning: " + seen.getMessage());
    Map<Path, Long> good = readable();
    good.values().removeIf(images -> images >= goodUntil);
    List<Rollback> all = log.all();
    long before = all.isEmpty() ? -1 : all.get(all.size() - 1).reachedImages();
    long reached = good.values().stream().mapToLong(images -> images).max().orElse(0);
    boolean progress = reached > before;
    int tries = progress ? 1 : all.get(all.size() - 1).tries() + 1;
    Optional<ResumePoint.Saved> to = choose(good, progress ? Long.MAX_VALUE : most(all));
    Rollback rollback =
        new Rollback(
            1 + now.rollbacks(),
            tries > MOST ? 0 : tries,
            seen.imagesSeen(),
            seen.getMessage(),
            to.map(saved -> saved.info().position().progress().imagesSeen()).orElse(0L),
            to.map(saved -> saved.file().getFileName().toString()).orElse(null),
            Math.max(reached, before),
            now.learningRateFactor() * rateFactor,
            Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
    log.add(rollback);
    log.setAside();
    if (tries > MOST) {
      throw ended(seen, " (after %d rollbacks without progress)".formatted(MOST), "");
    }
    console.note(words(rollback, to));
    return to;
  }

  /** Images shown by snapshot, the newest first. */
  private Map<Path, Long> readable() throws IOException {
    Map<Path, Long> images = new LinkedHashMap<>();
    for (Path snapshot : log.snapshots()) {
      try (SnapshotReader reader = new SnapshotReader(snapshot)) {
        images.put(snapshot, reader.info().position().progress().imagesSeen());
      } catch (IOException e) {
        // Damaged: not good.
      }
    }
    return images;
  }

  /** The newest with so many images at most; rather the oldest again than all the work. */
  private Optional<ResumePoint.Saved> choose(Map<Path, Long> good, long most) {
    List<Path> fit = new ArrayList<>(good.keySet());
    fit.removeIf(snapshot -> good.get(snapshot) > most);
    List<Path> newer = new ArrayList<>(good.keySet());
    newer.removeAll(fit);
    Collections.reverse(newer);
    fit.addAll(newer);
    return ResumePoint.newest(fit, console).or(() -> start);
  }

  /** The images of the snapshot to go back to, at most, when the last rollback has not helped. */
  private static long most(List<Rollback> all) {
    Rollback last = all.get(all.size() - 1);
    long same =
        all.stream()
            .skip(all.size() - Math.max(1, last.tries()))
            .filter(rollback -> rollback.toImages() == last.toImages())
            .count();
    return same < TRIES_OF_EACH ? last.toImages() : last.toImages() - 1;
  }

  private static String words(Rollback rollback, Optional<ResumePoint.Saved> to) {
    return "rollback %d of %d: going on from %s with %s"
        .formatted(
            rollback.tries(),
            MOST,
            to.map(saved -> saved.file().toString()).orElse("the start"),
            rollback.recovery().words());
  }

  /** The end of a training that went wrong. */
  static CommandFailure ended(TrainingDivergedException seen, String times, String more) {
    String advice = "; try a lower learning rate (sched.gLrateBase, sched.dLrateBase)";
    return new CommandFailure(ExitCode.DIVERGED, seen.getMessage() + times + advice + more, seen);
  }
}
