package io.progan.app.console;

/** Ends a command with one line and an exit code. */
public final class CommandFailure extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final int exitCode;

  /**
   * A failure that is found here.
   *
   * @param exitCode one of {@link ExitCode}
   * @param message one line: what, where, what to do
   */
  public CommandFailure(int exitCode, String message) {
    super(message);
    this.exitCode = exitCode;
  }

  /** The same with the exception behind it, for a stack trace. */
  public CommandFailure(int exitCode, String message, Throwable cause) {
    super(message, cause);
    this.exitCode = exitCode;
  }

  /** Wrong options or unusable input. */
  public static CommandFailure wrongUsage(String message) {
    return new CommandFailure(ExitCode.WRONG_USAGE, message);
  }

  /** One of {@link ExitCode}. */
  public int exitCode() {
    return exitCode;
  }
}
