package io.progan.core.snapshot;

import java.io.IOException;

/** A snapshot file cannot be used; the message names the file and says why, in one line. */
public final class SnapshotException extends IOException {

  private static final long serialVersionUID = 1;

  /** Says which file is damaged and how. */
  public SnapshotException(String message) {
    super(message);
  }

  /** Says which file is damaged and how. */
  public SnapshotException(String message, Throwable cause) {
    super(message, cause);
  }
}
