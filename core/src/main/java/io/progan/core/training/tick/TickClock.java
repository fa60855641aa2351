package io.progan.core.training.tick;

/** Measures ticks, and what is done between them. */
public final class TickClock {

  private static final double NANOS = 1e9;

  private final long start;
  private long tickStart;
  private long tickBeforeEnd;

  /** Starts where a clock stood. */
  public TickClock(TickTimes elapsed) {
    long now = System.nanoTime();
    start = now - nanos(elapsed.totalSeconds());
    tickStart = now - nanos(elapsed.tickSeconds());
    tickBeforeEnd = tickStart - nanos(elapsed.maintenanceSeconds());
  }

  /** What the clock shows. */
  public TickTimes elapsed() {
    long now = System.nanoTime();
    return new TickTimes(
        (now - start) / NANOS, (now - tickStart) / NANOS, (tickStart - tickBeforeEnd) / NANOS);
  }

  /** A tick ends; what follows is maintenance. */
  public void endTick() {
    tickBeforeEnd = System.nanoTime();
    tickStart = tickBeforeEnd;
  }

  /** The next tick begins. */
  public void beginTick() {
    tickStart = System.nanoTime();
  }

  private static long nanos(double seconds) {
    return (long) (seconds * NANOS);
  }
}
