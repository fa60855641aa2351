package io.progan.app.console;

/**
 * A process of this programme that has started this one as a part of its own work. It holds the
 * other end of the standard input, so that its end, however it comes, is noticed.
 */
public final class ParentProcess {

  /** A Java option that says so, among those of a process. */
  public static final String OPTION = "-Dprogan.parent=input";

  private static final String PROPERTY = "progan.parent";

  private ParentProcess() {}

  /** Whether there is one. */
  public static boolean isWatching() {
    return System.getProperty(PROPERTY) != null;
  }
}
