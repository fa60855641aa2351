package io.progan.app.sweep;

import java.util.Locale;

/** What has become of a run of a study. */
enum SweepState {
  /** Nothing works on it; it is not complete. */
  WAITING,
  /** A process trains it. */
  TRAINING,
  /** A process measures its final network. */
  MEASURING,
  /** It is trained and measured. */
  DONE,
  /** A process that worked on it failed. */
  FAILED,
  /** Its training diverged. */
  DIVERGED;

  /** In lower case. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
