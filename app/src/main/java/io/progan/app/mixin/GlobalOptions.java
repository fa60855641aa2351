package io.progan.app.mixin;

import io.progan.app.choice.Backend;
import io.progan.app.console.CommandFailure;
import io.progan.core.plan.lowering.Lowerings;
import io.progan.presets.config.Kernels;
import io.progan.presets.preset.ConfigRequest;
import java.util.ArrayList;
import java.util.List;
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

  /** What can be asked for; what suits the processor needs no asking. */
  private static final class KernelsConverter extends WordConverter<Kernels> {
    KernelsConverter() {
      super(List.of(Kernels.ND4J, Kernels.ONEDNN));
    }
  }

  /** A configuration's request with the kernels that are asked for. */
  public ConfigRequest in(ConfigRequest request) {
    return kernels == null ? request : request.withOption("train.kernels", kernels.jsonName());
  }

  /**
   * Makes ready for ND4J's first use with the backend and the kernels that are asked for; see
   * {@link Backend#prepare}.
   */
  public void prepare() {
    backend().prepare();
    if (kernels != null) {
      Lowerings.use(kernels);
    }
  }

  /** The same choices as words of a command line. */
  public List<String> words() {
    List<String> words = new ArrayList<>();
    if (backend() != Backend.CPU) {
      words.add("--backend=" + backend().optionName());
    }
    if (kernels != null) {
      words.add("--kernels=" + kernels.jsonName());
    }
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
