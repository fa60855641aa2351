package io.progan.app.console;

import io.progan.core.device.BackendException;
import io.progan.core.exchange.ExchangeException;
import io.progan.core.snapshot.SnapshotException;
import io.progan.dataset.DatasetException;
import io.progan.metrics.feature.FeatureNetworkException;
import io.progan.presets.config.ConfigException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;

/**
 * An error in one line.
 *
 * @param text what, where, and what to do
 * @param exitCode one of {@link ExitCode}
 */
public record ErrorLine(String text, int exitCode) {

  private static final String DETAILS = " (run again with --verbose for the details)";

  private static final String ND4J_GUESS = "ND4J is probably missing dependencies";

  /** Keeps it one line. */
  public ErrorLine {
    text = text.strip().replaceAll("\\s*\\R\\s*", " ");
  }

  /** The line for any exception. */
  public static ErrorLine of(Throwable error) {
    if (error instanceof CommandFailure failure) {
      return new ErrorLine(failure.getMessage(), failure.exitCode());
    }
    if (error instanceof ConfigException
        || error instanceof DatasetException
        || error instanceof ExchangeException
        || error instanceof FeatureNetworkException
        || error instanceof SnapshotException) {
      return wrongUsage(error.getMessage());
    }
    if (error instanceof BackendException) {
      return new ErrorLine(error.getMessage(), ExitCode.FAILED);
    }
    if (error instanceof CancellationException
        || error instanceof InterruptedException
        || error instanceof InterruptedIOException) {
      String why = error.getMessage();
      return new ErrorLine(why == null ? "stopped" : why, ExitCode.STOPPED);
    }
    boolean wrapper =
        error instanceof UncheckedIOException
            || error instanceof ExecutionException
            || error instanceof ExceptionInInitializerError;
    if (wrapper && error.getCause() != null) {
      return of(error.getCause());
    }
    if (error instanceof OutOfMemoryError) {
      return outOfMemory(error.getMessage());
    }
    if (error instanceof InvalidPathException path) {
      return wrongUsage("\"" + path.getInput() + "\": not a path: " + path.getReason());
    }
    if (isNativeLibrary(error)) {
      return nativeLibrary(error);
    }
    return error instanceof IOException io ? ofIo(io) : unknown(error);
  }

  private static ErrorLine ofIo(IOException error) {
    if (!(error instanceof FileSystemException file)) {
      boolean named = error.getMessage() != null;
      if (error instanceof FileNotFoundException && named) {
        return wrongUsage(error.getMessage());
      }
      return named ? new ErrorLine(error.getMessage(), ExitCode.FAILED) : unknown(error);
    }
    String name = file.getFile() == null ? "a file" : file.getFile();
    if (error instanceof NoSuchFileException) {
      return wrongUsage(name + ": no such file or folder; check the name");
    }
    if (error instanceof AccessDeniedException) {
      return wrongUsage(name + ": no permission to read or write here; choose another place");
    }
    if (error instanceof NotDirectoryException || error instanceof FileAlreadyExistsException) {
      return wrongUsage(name + ": is a file, not a folder; choose another name");
    }
    String reason = file.getReason() == null ? error.getClass().getSimpleName() : file.getReason();
    return new ErrorLine(name + ": " + reason, ExitCode.FAILED);
  }

  private static ErrorLine outOfMemory(String what) {
    return new ErrorLine(
        "out of memory (%s); raise the limit, as PROGAN_JAVA_OPTS=-Xmx8g does for Java's heap, or"
                .formatted(what == null ? "no more said" : what)
            + " train with smaller minibatches (sched.minibatchBase, .minibatchDict) or networks"
            + " (fmapMax)",
        ExitCode.FAILED);
  }

  /**
   * Whether a native library has not been loaded; ND4J's own guess at the cause is always the same.
   */
  private static boolean isNativeLibrary(Throwable error) {
    for (Throwable e = error; e != null; e = e.getCause()) {
      boolean unlinked = e instanceof UnsatisfiedLinkError || e instanceof NoClassDefFoundError;
      if (unlinked || String.valueOf(e.getMessage()).startsWith(ND4J_GUESS)) {
        return true;
      }
    }
    return false;
  }

  private static ErrorLine nativeLibrary(Throwable error) {
    Throwable root = error;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    String what = root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage();
    String remedy =
        what.contains("failed to map segment")
            ? "; the folder forbids execution (noexec), or memory or address space is short: another"
                + " folder is named by PROGAN_JAVA_OPTS=-Djava.io.tmpdir=FOLDER, or for JavaCPP's"
                + " libraries -Dorg.bytedeco.javacpp.cachedir=FOLDER"
            : "";
    return new ErrorLine(
        "a native library cannot be loaded: " + what + remedy + DETAILS, ExitCode.FAILED);
  }

  private static ErrorLine unknown(Throwable error) {
    String what = error.getMessage() == null ? "" : ": " + error.getMessage();
    return new ErrorLine(error.getClass().getSimpleName() + what + DETAILS, ExitCode.FAILED);
  }

  private static ErrorLine wrongUsage(String text) {
    return new ErrorLine(text, ExitCode.WRONG_USAGE);
  }
}
