package io.progan.app.sweep;

import java.io.IOException;

/**
 * A process of this programme, which ends when its standard input does: when it is asked to, and
 * also when this process vanishes.
 *
 * @param process the process
 */
record ChildProcess(Process process) implements Step {

  @Override
  public long pid() {
    return process.pid();
  }

  @Override
  public boolean ended() {
    return !process.isAlive();
  }

  @Override
  public int exitCode() {
    return process.exitValue();
  }

  @Override
  public void stop() {
    try {
      process.getOutputStream().close();
    } catch (IOException e) {
      return; // it has ended by itself
    }
  }

  @Override
  public void kill() {
    process.destroyForcibly();
  }
}
