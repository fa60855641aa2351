package io.progan.core.plan.routine;

/** A native function with its arrays. Freed by {@link #close()}. */
public interface BoundRoutine extends AutoCloseable {

  /** What its time is counted under, for example {@code conv2d_bp}. */
  String name();

  /** Runs it once. */
  void run();

  @Override
  void close();
}
