package io.progan.core.plan.onednn;

import io.progan.core.plan.routine.BoundRoutine;
import java.util.function.Supplier;
import org.nd4j.nativeblas.NativeOps;
import org.nd4j.nativeblas.NativeOpsHolder;

/**
 * Runs a primitive on the calling thread alone. It has to be made so, too: oneDNN splits its work
 * among the threads that there are when a primitive is made.
 */
record OneThread(BoundRoutine primitive) implements BoundRoutine {

  /** Makes a primitive that one thread computes. */
  static BoundRoutine make(Supplier<BoundRoutine> primitive) {
    NativeOps openMp = NativeOpsHolder.getInstance().getDeviceNativeOps();
    int threads = openMp.ompGetMaxThreads();
    openMp.setOmpNumThreads(1);
    try {
      return new OneThread(primitive.get());
    } finally {
      openMp.setOmpNumThreads(threads);
    }
  }

  @Override
  public String name() {
    return primitive.name();
  }

  @Override
  public void run() {
    NativeOps openMp = NativeOpsHolder.getInstance().getDeviceNativeOps();
    int threads = openMp.ompGetMaxThreads();
    openMp.setOmpNumThreads(1);
    try {
      primitive.run();
    } finally {
      openMp.setOmpNumThreads(threads);
    }
  }

  @Override
  public void close() {
    primitive.close();
  }
}
