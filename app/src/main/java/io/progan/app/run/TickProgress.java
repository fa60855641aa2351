package io.progan.app.run;

import io.progan.app.console.HumanFormat;
import io.progan.presets.schedule.ProgressState;
import io.progan.presets.schedule.ScheduleState;
import java.util.Locale;
import java.util.function.LongSupplier;

/**
 * How far a training has come within its tick, and how fast it is. Ticks of large networks take
 * hours, so the speed is measured from the tick's first iteration on.
 */
final class TickProgress {

  private static final double NANOS = 1e9;
  private static final double IMAGES_PER_KIMG = 1000.0;

  private final LongSupplier nanoTime;
  private long imagesSeen;
  private long tickStartImages;
  private long measuredFromImages = -1;
  private long measuredFromNanos;
  private double secondsPerKimg;

  /**
   * Begins to measure.
   *
   * @param start where the training stands
   * @param nanoTime a clock
   */
  TickProgress(ProgressState start, LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    this.imagesSeen = start.imagesSeen();
    this.tickStartImages = start.tickStartImages();
  }

  /** An iteration has ended. */
  void iterationEnded(long images) {
    imagesSeen = images;
    if (measuredFromImages < 0) {
      measuredFromImages = images;
      measuredFromNanos = nanoTime.getAsLong();
    } else if (images > measuredFromImages) {
      double seconds = (nanoTime.getAsLong() - measuredFromNanos) / NANOS;
      secondsPerKimg = seconds / (images - measuredFromImages) * IMAGES_PER_KIMG;
    }
  }

  /** A tick has ended; what is done before the next one begins does not count for the speed. */
  void tickEnded(long images, double seconds) {
    imagesSeen = images;
    tickStartImages = images;
    measuredFromImages = -1;
    secondsPerKimg = seconds;
  }

  /** Real images shown so far. */
  long imagesSeen() {
    return imagesSeen;
  }

  /** How much of the tick is done, and how long the rest will take; what matters most first. */
  String words(ScheduleState state) {
    double tickImages = state.tickKimg() * IMAGES_PER_KIMG;
    double done = Math.min((double) imagesSeen - tickStartImages, tickImages);
    String place =
        String.format(
            Locale.ROOT,
            "%dx%d  tick %.0f%%",
            state.resolution(),
            state.resolution(),
            100 * done / tickImages);
    String lod = String.format(Locale.ROOT, ", lod %.2f", state.lod());
    if (secondsPerKimg == 0) {
      return place + lod;
    }
    double left = (tickImages - done) / IMAGES_PER_KIMG * secondsPerKimg;
    return place
        + String.format(
            Locale.ROOT, ", %s left, %.2f sec/kimg", HumanFormat.duration(left), secondsPerKimg)
        + lod;
  }
}
