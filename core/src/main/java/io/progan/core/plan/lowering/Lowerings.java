package io.progan.core.plan.lowering;

import org.nd4j.linalg.factory.Nd4j;

/** The lowering of the backend that ND4J runs on. */
public final class Lowerings {

  private Lowerings() {}

  /** The lowering to compile plans with, unless a test wants another. */
  public static Lowering current() {
    Lowering portable = new PortableLowering();
    return Nd4j.getEnvironment().isCPU() ? new CpuLowering(portable) : portable;
  }
}
