package io.progan.app.sweep;

import java.io.IOException;

/** A process that works on a run. */
interface Step {

  /** Starts such processes. */
  interface Starter {

    /**
     * Starts one.
     *
     * @param work what it does: {@link SweepState#TRAINING} or {@link SweepState#MEASURING}
     * @throws IOException if it cannot be started
     */
    Step start(SweepRun run, SweepState work) throws IOException;
  }

  /** Its number in the system. */
  long pid();

  /** Whether it has ended. */
  boolean ended();

  /** How it has ended: one of {@link io.progan.app.console.ExitCode}, or the system's. */
  int exitCode();

  /** Asks it to save what it has done and to end. */
  void stop();

  /** Ends it at once. */
  void kill();
}
