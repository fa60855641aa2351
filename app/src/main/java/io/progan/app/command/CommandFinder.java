package io.progan.app.command;

import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.UnmatchedArgumentException;

/** Finds a command by its names from the root. */
final class CommandFinder {

  private CommandFinder() {}

  /**
   * The command of these names; the root for none.
   *
   * @throws UnmatchedArgumentException if there is none
   */
  static CommandLine find(CommandLine root, List<String> names) {
    CommandLine command = root;
    for (String name : names) {
      CommandLine next = command.getSubcommands().get(name);
      if (next == null) {
        throw new UnmatchedArgumentException(command, List.of(name));
      }
      command = next;
    }
    return command;
  }
}
