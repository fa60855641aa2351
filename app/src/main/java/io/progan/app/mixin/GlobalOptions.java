package io.progan.app.mixin;

import io.progan.app.choice.Backend;
import io.progan.app.console.CommandFailure;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.TypeConversionException;

/** Options that every command takes, before or after its name. */
public final class GlobalOptions {

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      scope = ScopeType.INHERIT,
      description = "Print this help and end.")
  boolean help;

  @Option(
      names = "--verbose",
      scope = ScopeType.INHERIT,
      description = "Print the stack trace of an error, too.")
  boolean verbose;

  @Option(
      names = "--backend",
      scope = ScopeType.INHERIT,
      paramLabel = "cpu|cuda",
      converter = BackendConverter.class,
      completionCandidates = BackendConverter.class,
      description = {
        "What computes: cpu, or cuda for NVIDIA GPUs, which the launcher then builds first;"
            + " PROGAN_BACKEND sets it, too (default: cpu)."
      })
  Backend backend;

  /** The backend asked for by option, else by the environment, else the CPU. */
  public Backend backend() {
    if (backend != null) {
      return backend;
    }
    String name = System.getenv("PROGAN_BACKEND");
    return name == null || name.isEmpty() ? Backend.CPU : environmentBackend(name);
  }

  private static Backend environmentBackend(String name) {
    try {
      return new BackendConverter().convert(name);
    } catch (TypeConversionException e) {
      throw CommandFailure.wrongUsage("PROGAN_BACKEND " + e.getMessage());
    }
  }
}
