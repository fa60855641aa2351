package io.progan.app.command;

import io.progan.app.console.Console;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.stream.Stream;
import picocli.CommandLine;

/** All commands of the programme. */
final class CommandTree {

  private CommandTree() {}

  /** The root command. */
  static CommandLine root() {
    PrintWriter nowhere = new PrintWriter(new StringWriter());
    return new Progan(Console.plain(nowhere, nowhere)).commandLine();
  }

  /** The root and everything below it, each once. */
  static Stream<CommandLine> all() {
    return withBelow(root());
  }

  private static Stream<CommandLine> withBelow(CommandLine command) {
    Stream<CommandLine> below = command.getSubcommands().values().stream().distinct();
    return Stream.concat(Stream.of(command), below.flatMap(CommandTree::withBelow));
  }
}
