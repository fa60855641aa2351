package io.progan.app.choice;

import io.progan.app.console.CommandFailure;
import io.progan.app.console.ExitCode;
import io.progan.core.device.MemoryLimit;
import io.progan.core.device.NativeFolder;
import io.progan.core.device.NativeLibrary;
import io.progan.core.device.NumberVariables;
import org.nd4j.linalg.factory.Nd4j;

/** What computes. */
public enum Backend {
  /** ND4J's CPU library; there is one device. */
  CPU,
  /** ND4J's CUDA library, in builds with the Maven profile {@code cuda}. */
  CUDA;

  private static final String CUDA_CLASS = "org.nd4j.linalg.jcublas.JCublasBackend";

  private static final String INSTALL = "install CUDA 11.6 and cuDNN 8.3";

  /**
   * Makes ready for ND4J's first use; to be called before it.
   *
   * @throws CommandFailure in one line, if this programme was built without the backend, there is
   *     no device for it, or the number of threads is wrong in the environment
   * @throws io.progan.core.device.BackendException in one line, if native code cannot run here
   */
  public void prepare() {
    NumberVariables.problem(System.getenv())
        .ifPresent(
            problem -> {
              throw new CommandFailure(ExitCode.WRONG_USAGE, problem);
            });
    NativeFolder.choose();
    MemoryLimit.choose();
    if (this == CPU) {
      NativeLibrary.choose();
    } else {
      prepareCuda();
    }
  }

  private static void prepareCuda() {
    String resource = CUDA_CLASS.replace('.', '/') + ".class";
    if (Backend.class.getClassLoader().getResource(resource) == null) {
      throw failure("this programme was built without it; start it with the launcher progan");
    }
    try {
      String loaded = Nd4j.getBackend().getClass().getName();
      if (!loaded.equals(CUDA_CLASS)) {
        throw failure("ND4J found no usable GPU and loaded " + loaded + "; " + INSTALL);
      }
    } catch (LinkageError e) {
      throw new CommandFailure(
          ExitCode.FAILED,
          "backend cuda: ND4J cannot load it (" + e + "); " + INSTALL + ", or use --backend cpu",
          e);
    }
  }

  private static CommandFailure failure(String problem) {
    return new CommandFailure(
        ExitCode.FAILED, "backend cuda: " + problem + ", or use --backend cpu");
  }

  /** The number of devices; for CUDA this loads ND4J. */
  public int devices() {
    return this == CPU ? 1 : Nd4j.getAffinityManager().getNumberOfDevices();
  }

  /** The name as options write it. */
  public String optionName() {
    return this == CPU ? "cpu" : "cuda";
  }
}
