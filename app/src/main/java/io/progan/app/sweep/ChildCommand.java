package io.progan.app.sweep;

import io.progan.app.console.ParentProcess;
import io.progan.core.device.MemoryLimit;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** How this programme is started again, as a process of its own. */
final class ChildCommand {

  private static final String MAIN = "io.progan.app.Main";
  private static final String MEMORY = "-Dprogan.memory=";
  private static final String TERMINAL = "-Dprogan.terminal=";

  /** Another process cannot listen at the same place. */
  private static final String DEBUGGER = "-agentlib:jdwp";

  private ChildCommand() {}

  /**
   * The words that start it: the same Java with the same options and classes.
   *
   * @param jobs how many processes share the memory
   * @param arguments of the programme
   */
  static List<String> of(int jobs, List<String> arguments) {
    List<String> words = new ArrayList<>();
    words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(option -> !option.startsWith(DEBUGGER))
        .forEach(words::add);
    if (jobs > 1) {
      words.add(MEMORY + MemoryLimit.memory() / jobs);
    }
    words.add(TERMINAL);
    words.add(ParentProcess.OPTION);
    words.add("-cp");
    words.add(System.getProperty("java.class.path"));
    words.add(MAIN);
    words.addAll(arguments);
    return words;
  }
}
