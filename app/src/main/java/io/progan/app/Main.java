package io.progan.app;

import io.progan.app.command.Progan;
import io.progan.app.console.Console;
import java.util.Locale;

/** Where the programme starts. */
public final class Main {

  private Main() {}

  /** Runs one command and ends with its exit code. */
  public static void main(String[] args) {
    Locale.setDefault(Locale.ROOT);
    System.exit(new Progan(Console.system()).run(args));
  }
}
