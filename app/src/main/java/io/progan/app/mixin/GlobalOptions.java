package io.progan.app.mixin;

import io.progan.app.choice.Backend;
import io.progan.app.console.CommandFailure;
import io.progan.core.plan.lowering.Lowerings;
import io.progan.presets.config.Kernels;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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

  @Option(
      names = "--kernels",
      scope = ScopeType.INHERIT,
      paramLabel = "nd4j|onednn",
      converter = KernelsConverter.class,
      completionCandidates = KernelsConverter.class,
      description =
          "train.kernels: what computes convolutions on a processor; results differ by rounding"
              + " (default: onednn on x86-64 processors with AVX-512, else nd4j; of a run that goes"
              + " on, what it had).")
  Kernels kernels;

  /** What computes convolutions, if the user said so. */
  public Optional<Kernels> kernels() {
    return Optional.ofNullable(kernels);
  }

  /**
   * Makes ready for ND4J's first use with the backend and the kernels that are asked for; see
   * {@link Backend#prepare}.
   */
  public void prepare() {
    backend().prepare();
    kernels().ifPresent(Lowerings::use);
  }

  /** The same choices as words of a command line. */
  public List<String> words() {
    List<String> words = new ArrayList<>();
    if (backend() != Backend.CPU) {
      words.add("--backend=" + backend().optionName());
    }
    kernels().ifPresent(asked -> words.add("--kernels=" + asked.jsonName()));
    return words;
  }

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
