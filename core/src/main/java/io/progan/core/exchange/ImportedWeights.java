package io.progan.core.exchange;

import io.progan.core.training.state.TrainingState;
import java.io.IOException;

/** The numbers of G, D and Gs, wherever they come from. */
@FunctionalInterface
public interface ImportedWeights {

  /**
   * Copies them into networks of the imported configuration.
   *
   * @param state all of whose slots are written
   * @throws IOException if they cannot be read
   */
  void copyTo(TrainingState state) throws IOException;
}
