package io.progan.app.command;

import io.progan.app.console.Console;
import io.progan.app.console.ExitCode;
import io.progan.app.manual.ManualPage;
import io.progan.app.output.OutFile;
import io.progan.core.snapshot.AtomicFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code progan man}. */
@Command(
    name = "man",
    description = "Print the manual page of a command, or write all pages for man to find.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  progan man train | man -l -",
      "  progan man --out ~/.local/share/man/man1 && man progan-train"
    })
final class ManCommand implements Callable<Integer> {

  private final Console console;

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "COMMAND", description = "The command (default: progan itself).")
  private List<String> names = new ArrayList<>();

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description =
          "Write the pages of the command and of all commands below it into this folder, which is"
              + " made if need be (default: print the one page).")
  private Path out;

  ManCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    CommandLine command = CommandFinder.find(spec.root().commandLine(), names);
    String version = new VersionProvider().getVersion()[0];
    if (out == null) {
      console.out().print(ManualPage.of(command, version));
      return ExitCode.DONE;
    }
    Files.createDirectories(OutFile.folder("--out", out));
    List<CommandLine> commands = withBelow(command);
    for (CommandLine one : commands) {
      byte[] page = ManualPage.of(one, version).getBytes(StandardCharsets.UTF_8);
      AtomicFile.write(out.resolve(ManualPage.name(one) + ".1"), file -> file.write(page));
    }
    console.say(out + ": " + commands.size() + " pages");
    return ExitCode.DONE;
  }

  private static List<CommandLine> withBelow(CommandLine command) {
    List<CommandLine> all = new ArrayList<>(List.of(command));
    for (CommandLine below : new LinkedHashSet<>(command.getSubcommands().values())) {
      all.addAll(withBelow(below));
    }
    return all;
  }
}
