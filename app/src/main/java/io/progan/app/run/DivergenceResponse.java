package io.progan.app.run;

import io.progan.app.choice.OnDivergence;
import io.progan.app.console.Console;
import io.progan.core.training.TrainingDivergedException;
import io.progan.core.training.TrainingListener;

/**
 * Ends a training that has gone wrong, unless the user wants it to go on.
 *
 * @param wish what the user wants
 * @param console where it is said
 */
record DivergenceResponse(OnDivergence wish, Console console) implements TrainingListener {

  @Override
  public boolean diverged(TrainingDivergedException seen) {
    if (wish.kind() != OnDivergence.Kind.IGNORE) {
      return false; // whoever trains says it when the training has ended
    }
    console.note("warning: " + seen.getMessage());
    return true;
  }
}
