package io.progan.core.snapshot;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * A run's {@code ended.json}: how the last process that trained it ended, if it could say so.
 *
 * @param exitCode of the process
 * @param reason in one line
 * @param time of the end, ISO 8601 in UTC
 */
public record RunEnd(int exitCode, String reason, String time) {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  /** An end at this moment. */
  public static RunEnd now(int exitCode, String reason) {
    return new RunEnd(exitCode, reason, Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
  }

  /**
   * Writes the file.
   *
   * @throws IOException if it cannot be written
   */
  public void write(RunFolder folder) throws IOException {
    String text = MAPPER.writeValueAsString(this) + "\n";
    AtomicFile.write(folder.end(), out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
  }

  /**
   * Removes the file: a process begins to train.
   *
   * @throws IOException if it cannot be removed
   */
  public static void clear(RunFolder folder) throws IOException {
    Files.deleteIfExists(folder.end());
  }

  /**
   * How the last process ended; empty if it did not say so.
   *
   * @throws IOException if the folder cannot be read
   */
  public static Optional<RunEnd> read(RunFolder folder) throws IOException {
    try {
      return Optional.of(MAPPER.readValue(Files.readAllBytes(folder.end()), RunEnd.class));
    } catch (NoSuchFileException | JsonProcessingException e) {
      return Optional.empty();
    }
  }
}
