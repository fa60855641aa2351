package io.progan.app.command;

import com.fasterxml.jackson.databind.JsonNode;
import io.progan.app.console.Console;
import io.progan.app.console.ExitCode;
import io.progan.presets.preset.PresetLibrary;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code progan presets show}. */
@Command(
    name = "show",
    description = {
      "Print what a preset or an overlay changes, as JSON.",
      "For the whole configuration use 'progan train --preset NAME --dry-run'."
    },
    footerHeading = "%nExample:%n",
    footer = "  progan presets show v2-1gpu")
final class PresetsShowCommand implements Callable<Integer> {

  private final Console console;

  @Parameters(index = "0", paramLabel = "NAME", description = "A preset's or an overlay's name.")
  private String name;

  PresetsShowCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    console.out().println(find().toPrettyString());
    return ExitCode.DONE;
  }

  private JsonNode find() {
    return PresetLibrary.overlayNames().contains(name)
        ? PresetLibrary.overlay(name)
        : PresetLibrary.preset(name);
  }
}
