package io.progan.app.choice;

import java.util.Locale;

/** What to do when a training goes wrong. */
public enum OnDivergence {
  /** End, with exit code 3. */
  STOP,
  /** Return to the last good snapshot and go on with other random numbers; not for ever. */
  ROLLBACK,
  /** Say it and go on. */
  IGNORE;

  /** As options write it. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
