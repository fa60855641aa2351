package io.progan.core.device;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The processor, as Linux describes it in {@code /proc/cpuinfo}. */
final class Processor {

  private static final Path CPUINFO = Path.of("/proc/cpuinfo");

  private Processor() {}

  /** Its model; where the system does not say, its architecture. */
  static String model() {
    String model = property("model name");
    return model.isEmpty() ? System.getProperty("os.arch") : model;
  }

  /** Its instruction sets, separated by spaces; empty if unknown. */
  static String flags() {
    return System.getProperty("os.arch").equals("amd64") ? property("flags") : "";
  }

  private static String property(String name) {
    if (!Files.isReadable(CPUINFO)) {
      return "";
    }
    try (var lines = Files.lines(CPUINFO)) {
      return lines
          .filter(line -> line.startsWith(name))
          .findFirst()
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .orElse("");
    } catch (IOException e) {
      return "";
    }
  }
}
