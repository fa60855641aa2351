package io.progan.dataset.collection;

import io.progan.dataset.IoReason;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;

/** Why a file or folder cannot be reached. */
final class Reachable {
  private Reachable() {}

  /** The reason in words; empty if it can be reached. Its content may still not be readable. */
  static Optional<String> problem(Path file) throws IOException {
    try {
      Files.readAttributes(file, BasicFileAttributes.class);
      return Optional.empty();
    } catch (IOException e) {
      if (Files.isSymbolicLink(file)) {
        String target = FileNames.shown(Files.readSymbolicLink(file).toString());
        return Optional.of(
            e instanceof NoSuchFileException
                ? "is a link to '" + target + "', which is not there"
                : "is a link to '" + target + "', which cannot be followed: " + IoReason.of(e));
      }
      return Optional.of(reason(e));
    }
  }

  /** What an error says, in words. */
  static String reason(IOException error) {
    if (error instanceof NoSuchFileException) {
      return "is not there, or its name cannot be read; check the name";
    }
    if (error instanceof AccessDeniedException) {
      return "cannot be read, check its permissions";
    }
    return "cannot be read (%s)".formatted(IoReason.of(error));
  }
}
