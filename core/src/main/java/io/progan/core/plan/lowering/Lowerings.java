package io.progan.core.plan.lowering;

import org.nd4j.linalg.factory.Nd4j;

/** The lowering of the backend that ND4J runs on. */
public final class Lowerings {

  private static final String CUDA = "org.nd4j.linalg.jcublas.JCublasBackend";

  private Lowerings() {}

  /** The lowering to compile plans with, unless a test wants another. */
  public static Lowering current() {
    Lowering portable = new PortableLowering();
    return onProcessor() ? new CpuLowering(portable) : portable;
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
