package io.progan.app.mixin;

import io.progan.app.console.CommandFailure;
import io.progan.app.console.ExitCode;
import io.progan.core.backend.NativeLibrary;
import org.nd4j.linalg.factory.Nd4j;

/** What computes. */
public enum Backend {
  /** ND4J's CPU library; there is one device. */
  CPU,
  /** ND4J's CUDA library, in builds with the Maven profile {@code cuda}. */
  CUDA;

  private static final String CUDA_CLASS = "org/nd4j/linalg/jcublas/JCublasBackend.class";

  /**
   * Makes ready for ND4J's first use; to be called before it.
   *
   * @throws CommandFailure in one line, if this programme was built without the backend
   */
  public void prepare() {
    if (this == CPU) {
      NativeLibrary.choose();
    } else if (Backend.class.getClassLoader().getResource(CUDA_CLASS) == null) {
      throw new CommandFailure(
          ExitCode.FAILED,
          "backend cuda: looked for "
              + CUDA_CLASS
              + " and this build lacks it; start the launcher with --backend cuda, which builds"
              + " it, or use --backend cpu");
    }
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
