package io.progan.core.benchmark;

import org.bytedeco.javacpp.Loader;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.nativeblas.NativeOpsHolder;

/**
 * What computes.
 *
 * @param backend ND4J's backend, for example {@code CpuBackend}
 * @param platform the build of its native library, for example {@code linux-x86_64-onednn-avx512}
 * @param threads native threads that an operation may use
 */
public record Machine(String backend, String platform, int threads) {

  /** What computes in this process; loads ND4J. */
  public static Machine current() {
    String extension = System.getProperty("javacpp.platform.extension", "");
    return new Machine(
        Nd4j.getBackend().getClass().getSimpleName(),
        Loader.getPlatform() + extension,
        NativeOpsHolder.getInstance().getDeviceNativeOps().ompGetMaxThreads());
  }

  /**
   * Sets how many native threads an operation may use: OpenMP's, which are those of oneDNN and of
   * matrix products, and those of ND4J's own loops.
   *
   * @param threads 1 or more
   */
  public static void useThreads(int threads) {
    Nd4j.getEnvironment().setMaxThreads(threads); // loads ND4J, which has to come first
    Nd4j.getEnvironment().setMaxMasterThreads(threads);
    NativeOpsHolder.getInstance().getDeviceNativeOps().setOmpNumThreads(threads);
  }
}
