package io.progan.core.optimizer;

import io.progan.core.state.Slot;
import io.progan.core.state.StateVector;

/** The exponential moving average of the generator's state, from which images are made. */
public final class MovingAverage {

  private MovingAverage() {}

  /**
   * {@code average = source + (average - source) * decay}; slots that are not averaged are copied.
   *
   * @param average updated in place
   * @param source the current weights
   * @param decay in [0, 1); 0 copies
   */
  public static void update(StateVector average, StateVector source, double decay) {
    average.vector().subi(source.vector()).muli(decay).addi(source.vector());
    share(average, source);
  }

  /**
   * Copies the slots that an average shares with its source.
   *
   * @param average updated in place
   * @param source the current weights
   */
  public static void share(StateVector average, StateVector source) {
    for (Slot slot : average.slots()) {
      if (!slot.averaged()) {
        average.view(slot.name()).assign(source.view(slot.name()));
      }
    }
  }
}
