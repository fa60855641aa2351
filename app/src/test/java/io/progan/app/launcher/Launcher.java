package io.progan.app.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * The script {@code progan} beside classes of this build, laid out as a build lays them out.
 *
 * @param home the folder of the copy
 */
record Launcher(Path home) {

  /** What a call left: standard output and error output in one. */
  record Result(int exitCode, String text) {}

  private static final int PATIENCE_MINUTES = 5;

  /** Copies the script and names the class path of this test, relative to where it looks. */
  static Launcher copyTo(Path home) throws IOException {
    Path sources = Path.of("").toAbsolutePath().getParent();
    Path target = Files.createDirectories(home.resolve("app/target"));
    Files.copy(sources.resolve("progan"), home.resolve("progan"));
    Files.createDirectory(home.resolve("launcher"));
    try (var parts = Files.list(sources.resolve("launcher"))) {
      for (Path part : parts.toList()) {
        Files.copy(part, home.resolve("launcher").resolve(part.getFileName()));
      }
    }
    String names =
        Arrays.stream(System.getProperty("java.class.path").split(":", -1))
            .map(entry -> target.relativize(Path.of(entry).toAbsolutePath()).toString())
            .filter(entry -> Files.exists(target.resolve(entry)))
            .collect(Collectors.joining(":"));
    Files.createDirectory(target.resolve("classpath"));
    Files.writeString(target.resolve("classpath/cpu.txt"), names + "\n");
    Files.createDirectory(target.resolve("progan-app.jar"));
    return new Launcher(home);
  }

  /**
   * Runs a line of shell, in which {@code $progan} is the script.
   *
   * @param environment more variables
   */
  Result sh(String line, Map<String, String> environment) throws IOException, InterruptedException {
    Path output = Files.createTempFile(home, "output", ".txt");
    ProcessBuilder builder =
        new ProcessBuilder(List.of("/bin/sh", "-c", line))
            .directory(home.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile());
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.environment().put("progan", home.resolve("progan").toString());
    builder.environment().remove("PROGAN_JAVA_OPTS");
    builder.environment().putAll(environment);
    Process process = builder.start();
    try {
      if (!process.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES)) {
        throw new IllegalStateException("still running: " + line);
      }
    } finally {
      process.destroyForcibly();
    }
    return new Result(process.exitValue(), Files.readString(output));
  }
}
