package io.progan.app.command;

import io.progan.app.console.Console;
import java.io.PrintWriter;
import java.io.StringWriter;

/** Runs a command line in this process. */
public final class Cli {

  /** What a command left. */
  public record Result(int exitCode, String out, String err) {}

  private Cli() {}

  /** Runs {@code progan} with the words of these arguments. */
  public static Result run(Object... args) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    String[] words = new String[args.length];
    for (int i = 0; i < words.length; i++) {
      words[i] = args[i].toString();
    }
    Console console = Console.plain(new PrintWriter(out), new PrintWriter(err));
    int exitCode = new Progan(console).run(words);
    return new Result(exitCode, out.toString(), err.toString());
  }
}
