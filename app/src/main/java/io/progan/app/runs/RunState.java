package io.progan.app.runs;

import java.util.Locale;

/** What has become of a run. */
public enum RunState {
  /** A process is training it now. */
  RUNNING,
  /** It was stopped, or failed, and may go on. */
  STOPPED,
  /** Its process vanished without a word: killed, or the machine went down. */
  CRASHED,
  /** It diverged. */
  DIVERGED,
  /** It has shown all its images. */
  DONE;

  /** In lower case. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
