package io.progan.app.console;

import io.progan.core.snapshot.LineFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.regex.Pattern;

/**
 * What a command shows on its console, line by line and without colours and bars: first in memory,
 * then in a file, once the command knows which. A line that cannot be written, since the disk is
 * full, waits for the next one.
 */
public final class Transcript {

  /** Lines of a command that never names a file are not kept for ever. */
  private static final int MOST_EARLY = 10_000;

  private static final Pattern TERMINAL_CODES = Pattern.compile("\u001b\\[[0-9;?]*[A-Za-z]");

  private final Deque<String> early = new ArrayDeque<>();
  private LineFile file;

  /** A writer that passes everything on and adds its lines to the transcript. */
  PrintWriter tap(PrintWriter target) {
    return new PrintWriter(new Tap(target), true);
  }

  /** From now on, and with all lines that were shown before, appends to a file. */
  public synchronized void keepIn(Path destination) {
    file = new LineFile(destination);
    early.forEach(this::write);
    early.clear();
  }

  private synchronized void add(String line) {
    String shown = TERMINAL_CODES.matcher(line).replaceAll("").replaceAll("\r+$", "");
    String last = shown.substring(shown.lastIndexOf('\r') + 1);
    if (file != null) {
      write(last);
      return;
    }
    early.add(last);
    if (early.size() > MOST_EARLY) {
      early.remove();
    }
  }

  private void write(String line) {
    try {
      file.append(line);
    } catch (IOException | UncheckedIOException e) {
      return; // the line waits; whoever cannot go on without the folder says so
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
