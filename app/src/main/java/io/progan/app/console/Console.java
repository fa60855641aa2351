package io.progan.app.console;

import java.io.PrintWriter;
import java.nio.charset.Charset;

/**
 * Where a command writes.
 *
 * @param out results, which a script may read
 * @param err everything said beside them: notes, errors, progress
 * @param terminal whether somebody is watching both, so that progress may be drawn
 * @param color whether {@code out} may be coloured
 * @param columns width of the terminal in characters
 * @param transcript everything that was written to both
 */
public record Console(
    PrintWriter out,
    PrintWriter err,
    boolean terminal,
    boolean color,
    int columns,
    Transcript transcript) {

  private static final String CLEAR_LINE = "\r\u001b[K";
  private static final int USUAL_COLUMNS = 80;
  private static final int LEAST_COLUMNS = 40;

  /** The console of this process; the launcher says what its streams are connected to. */
  @SuppressWarnings("SystemConsoleNull") // before Java 22 null means that there is no terminal
  public static Console system() {
    String streams = System.getProperty("progan.terminal");
    boolean both = System.console() != null;
    boolean out = streams == null ? both : streams.contains("out");
    boolean err = streams == null ? both : streams.contains("err");
    Transcript transcript = new Transcript();
    return new Console(
        transcript.tap(new PrintWriter(System.out, true, Charset.defaultCharset())),
        transcript.tap(new PrintWriter(System.err, true, Charset.defaultCharset())),
        out && err && !dumb(),
        out && mayColor(System.getenv("NO_COLOR")),
        columns(System.getProperty("progan.columns")),
        transcript);
  }

  /** A console that is no terminal. */
  public static Console plain(PrintWriter out, PrintWriter err) {
    Transcript transcript = new Transcript();
    return new Console(
        transcript.tap(out), transcript.tap(err), false, false, USUAL_COLUMNS, transcript);
  }

  /** Wipes a progress bar away, so that a line may be written in its place. */
  public void clearBar() {
    if (terminal) {
      err.print(CLEAR_LINE);
      err.flush();
    }
  }

  /** Says something that belongs to the results, in one line. */
  public void say(String line) {
    out.println(line);
    out.flush();
  }

  /** Says something beside the results, in one line. */
  public void note(String line) {
    err.println("progan: " + line);
    err.flush();
  }

  private static boolean mayColor(String noColor) {
    return (noColor == null || noColor.isEmpty()) && !dumb();
  }

  private static boolean dumb() {
    return "dumb".equals(System.getenv("TERM"));
  }

  private static int columns(String text) {
    boolean number = text != null && text.matches("[1-9]\\d{0,3}");
    return number ? Math.max(LEAST_COLUMNS, Integer.parseInt(text)) : USUAL_COLUMNS;
  }
}
