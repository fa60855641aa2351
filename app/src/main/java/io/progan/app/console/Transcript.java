package io.progan.app.console;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.regex.Pattern;

/**
 * What a command shows on its console, line by line and without colours and bars: first in memory,
 * then in a file, once the command knows which. A line that cannot be written, since the disk is
 * full, waits for the next one.
 */
public final class Transcript {

  private static final int MAX_WAITING_LINES = 10_000;
  private static final Pattern TERMINAL_CODES = Pattern.compile("\u001b\\[[0-9;?]*[A-Za-z]");

  private final Deque<String> waiting = new ArrayDeque<>();
  private Path file;

  /** A writer that passes everything on and adds its lines to the transcript. */
  PrintWriter tap(PrintWriter target) {
    return new PrintWriter(new Tap(target), true);
  }

  /** From now on, and with all lines that were shown before, appends to a file. */
  public synchronized void keepIn(Path destination) {
    file = destination;
    write();
  }

  private synchronized void add(String line) {
    String shown = TERMINAL_CODES.matcher(line).replaceAll("").replaceAll("\r+$", "");
    waiting.add(shown.substring(shown.lastIndexOf('\r') + 1));
    if (waiting.size() > MAX_WAITING_LINES) {
      waiting.remove();
    }
    write();
  }

  private void write() {
    if (file == null || waiting.isEmpty()) {
      return;
    }
    try {
      append(String.join("\n", waiting) + "\n");
      waiting.clear();
    } catch (IOException | UncheckedIOException e) {
      return; // the lines wait; whoever cannot go on without the folder says so
    }
  }

  /** Appends all or nothing. */
  private void append(String text) throws IOException {
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      long end = channel.size();
      ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
      try {
        channel.position(end);
        while (bytes.hasRemaining()) {
          channel.write(bytes);
        }
      } catch (IOException e) {
        channel.truncate(end);
        throw e;
      }
    }
  }

  private final class Tap extends Writer {

    private final PrintWriter target;
    private final StringBuilder line = new StringBuilder();

    Tap(PrintWriter target) {
      this.target = target;
    }

    @Override
    public void write(char[] text, int offset, int length) {
      target.write(text, offset, length);
      for (int i = offset; i < offset + length; i++) {
        if (text[i] == '\n') {
          add(line.toString());
          line.setLength(0);
        } else {
          line.append(text[i]);
        }
      }
    }

    @Override
    public void flush() {
      target.flush();
    }

    @Override
    public void close() {
      target.close();
    }
  }
}
