package io.progan.app.command;

import io.progan.app.console.Console;
import io.progan.presets.preset.PresetLibrary;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code progan presets}. */
@Command(
    name = "presets",
    description = "List the presets and overlays that 'progan train' takes.",
    footerHeading = "%nExamples:%n",
    footer = {"  progan presets", "  progan presets show quickstart"})
final class PresetsCommand implements Callable<Integer> {

  private static final String RESOURCE = "descriptions.properties";

  private final Console console;

  PresetsCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() throws IOException {
    Properties words = descriptions();
    PrintWriter out = console.out();
    out.println("Presets (--preset NAME):");
    print("preset.", PresetLibrary.presetNames(), words);
    out.println();
    out.println("Overlays (--overlay NAME[,NAME...]):");
    print("overlay.", PresetLibrary.overlayNames(), words);
    return 0;
  }

  private void print(String prefix, List<String> names, Properties words) {
    for (String name : names) {
      String line = String.format(Locale.ROOT, "  %-31s%s", name, words.get(prefix + name));
      console.out().println(line);
    }
  }

  /** A line for each {@code preset.NAME} and {@code overlay.NAME}. */
  static Properties descriptions() throws IOException {
    Properties words = new Properties();
    try (InputStream in = PresetsCommand.class.getResourceAsStream(RESOURCE)) {
      words.load(in);
    }
    return words;
  }
}
