package io.progan.core.training.tick;

/**
 * How long a training has taken.
 *
 * @param totalSeconds since its start, all its processes together
 * @param tickSeconds of training in the unfinished tick
 * @param maintenanceSeconds between the tick before and the unfinished one
 */
public record TickTimes(double totalSeconds, double tickSeconds, double maintenanceSeconds) {

  /** Before the start. */
  public static final TickTimes NONE = new TickTimes(0, 0, 0);
}
