package io.progan.core.snapshot;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * A text file that grows by whole lines. A line that cannot be written, because the disk is full
 * for example, waits in memory and is written before the next one; no part of it stays in the file.
 * Not thread-safe.
 */
public final class LineFile {

  /** Lines beyond this many waiting ones push out the oldest: memory is bounded too. */
  private static final int MOST_WAITING = 10_000;

  private final Path file;
  private final Deque<String> waiting = new ArrayDeque<>();

  /**
   * Opens nothing yet.
   *
   * @param file where to; continued if it exists
   */
  public LineFile(Path file) {
    this.file = file;
  }

  /**
   * Appends a line, after those that wait.
   *
   * @throws IOException if it cannot be written now; it waits for the next call
   */
  public void append(String line) throws IOException {
    waiting.add(line);
    if (waiting.size() > MOST_WAITING) {
      waiting.remove();
    }
    String text = String.join("\n", waiting) + "\n";
    try {
      AppendFile.append(file, text.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw AtomicFile.named(file, e);
    }
    waiting.clear();
  }
}
