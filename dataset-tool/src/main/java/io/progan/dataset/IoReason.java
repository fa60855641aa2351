package io.progan.dataset;

import java.io.EOFException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

/** Why reading or writing failed, in words that can stand within a line. */
public final class IoReason {
  private IoReason() {}

  /** The reason alone, without the name of a file if that is possible. */
  public static String of(Throwable error) {
    if (error instanceof AccessDeniedException) {
      return "permission denied";
    }
    if (error instanceof NoSuchFileException) {
      return "no such file or folder";
    }
    if (error instanceof FileAlreadyExistsException) {
      return "a file of that name is in the way";
    }
    if (error instanceof EOFException) {
      return "it ends too early";
    }
    if (error instanceof FileSystemException file && file.getReason() != null) {
      return file.getReason();
    }
    String message = error.getMessage() == null ? "" : error.getMessage().strip();
    return message.lines().findFirst().orElse(error.getClass().getSimpleName());
  }
}
