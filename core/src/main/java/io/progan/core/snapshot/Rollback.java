package io.progan.core.snapshot;

import io.progan.core.training.Recovery;
import io.progan.core.training.TrainingPosition;

/**
 * A line of {@code rollbacks.jsonl}: a training went wrong and was taken back.
 *
 * @param rollback its number in the run, from 1
 * @param tries how many it is without progress, from 1; 0 for one that was not taken at once, since
 *     there had been too many
 * @param imagesSeen real images shown when the training had gone wrong
 * @param reason what was seen, in one line
 * @param toImages real images shown at the snapshot that it was taken back to; 0 for the start
 * @param toSnapshot the name of its file; null for the start
 * @param reachedImages real images shown at the newest good snapshot before it
 * @param learningRateFactor what the schedule's learning rates are multiplied by from then on
 * @param time when, ISO 8601 in UTC
 */
public record Rollback(
    int rollback,
    int tries,
    long imagesSeen,
    String reason,
    long toImages,
    String toSnapshot,
    long reachedImages,
    double learningRateFactor,
    String time) {

  /** How the training goes on. */
  public Recovery recovery() {
    return new Recovery(rollback, learningRateFactor);
  }

  /** What happened, in one line. */
  public String words() {
    return "%s; back to %s with %s"
        .formatted(reason, toSnapshot == null ? "the start" : toSnapshot, recovery().words());
  }

  /** Whether a snapshot was saved before it. */
  boolean isAfter(TrainingPosition saved) {
    return saved.recovery().rollbacks() < rollback;
  }

  /** Whether a snapshot is of the way that was given up. */
  boolean abandons(TrainingPosition saved) {
    return isAfter(saved) && saved.progress().imagesSeen() > toImages;
  }
}
