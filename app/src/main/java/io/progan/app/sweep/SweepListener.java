package io.progan.app.sweep;

import java.io.IOException;

/** Is told how a study goes on. */
interface SweepListener {

  /**
   * A run is in another state.
   *
   * @throws IOException if that cannot be written down
   */
  void changed(SweepRun run) throws IOException;

  /** Processes are working; called several times a second. */
  void working() throws IOException;
}
