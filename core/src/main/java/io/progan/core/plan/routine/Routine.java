package io.progan.core.plan.routine;

import org.nd4j.linalg.api.ndarray.INDArray;

/** A native function, not yet bound to arrays: a layout needs no native memory for it. */
@FunctionalInterface
public interface Routine {

  /**
   * Makes it ready to run on some arrays, which must outlive what is made.
   *
   * @param read what it reads
   * @param written what it overwrites
   */
  BoundRoutine bind(INDArray[] read, INDArray[] written);
}
