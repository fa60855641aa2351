package io.progan.app.console;

/** How a command ended, as the shell sees it. */
public final class ExitCode {

  /** All done. */
  public static final int DONE = 0;

  /** Something failed that the user did not ask for wrongly: the machine, the disk, a bug. */
  public static final int FAILED = 1;

  /** Wrong options, wrong configuration or unusable input. */
  public static final int WRONG_USAGE = 2;

  /** Training diverged. */
  public static final int DIVERGED = 3;

  /** Stopped by the user. */
  public static final int STOPPED = 130;

  private ExitCode() {}
}
