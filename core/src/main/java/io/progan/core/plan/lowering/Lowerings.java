package io.progan.core.plan.lowering;

import io.progan.core.plan.onednn.OneDnn;
import io.progan.presets.config.ConfigException;
import io.progan.presets.config.Kernels;
import org.nd4j.linalg.factory.Nd4j;

/** The lowering of the backend that ND4J runs on, and of the kernels that are chosen. */
public final class Lowerings {

  private static final String CUDA = "org.nd4j.linalg.jcublas.JCublasBackend";

  private static volatile Kernels chosen = Kernels.AUTO;

  private Lowerings() {}

  /** The lowering to compile plans with, unless a test wants another. */
  public static Lowering current() {
    return of(chosen);
  }

  /**
   * The lowering with some kernels.
   *
   * @throws ConfigException if they are oneDNN's and not to be had here
   */
  public static Lowering of(Kernels kernels) {
    Lowering portable = new PortableLowering();
    if (!onProcessor()) {
      return portable;
    }
    Lowering cpu = new CpuLowering(portable);
    return resolve(kernels) == Kernels.ONEDNN ? new OneDnnLowering(cpu) : cpu;
  }

  /**
   * Chooses the kernels of all plans that this process compiles from now on; before, those that
   * suit the processor.
   *
   * @return what was chosen: not {@link Kernels#AUTO}
   * @throws ConfigException if they are oneDNN's and not to be had here
   */
  public static Kernels use(Kernels kernels) {
    Kernels resolved = resolve(kernels);
    chosen = resolved;
    return resolved;
  }

  private static Kernels resolve(Kernels kernels) {
    return switch (kernels) {
      case ND4J -> kernels;
      case AUTO -> onProcessor() && OneDnn.isFast() ? Kernels.ONEDNN : Kernels.ND4J;
      case ONEDNN -> {
        if (!onProcessor() || !OneDnn.isFast()) {
          throw new ConfigException(
              "train.kernels",
              "onednn needs an x86-64 processor with AVX-512, on Linux, and the CPU backend; nd4j runs"
                  + " everywhere"
                  + OneDnn.problem().map(why -> " (" + why + ")").orElse(""));
        }
        yield kernels;
      }
    };
  }

  /** ND4J, which would load its native library for the answer, is asked only when there is one. */
  private static boolean onProcessor() {
    try {
      Class.forName(CUDA, false, Lowerings.class.getClassLoader());
      return Nd4j.getEnvironment().isCPU();
    } catch (ClassNotFoundException e) {
      return true;
    }
  }
}
