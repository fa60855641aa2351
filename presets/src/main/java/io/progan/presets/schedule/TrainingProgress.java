package io.progan.presets.schedule;

import io.progan.presets.config.TrainConfig;
import java.util.Optional;

/**
 * The bookkeeping of a training loop: images shown, parameters of each pass, optimiser resets and
 * ticks. Not safe for use by several threads.
 *
 * <pre>{@code
 * while (!progress.done()) {
 *   LoopStep step = progress.next();
 *   while (progress.moreRepeats()) {
 *     // dRepeats discriminator steps, each with imagesShown, and one of G
 *     progress.endIteration();
 *   }
 *   progress.endPass().ifPresent(...);
 * }
 * }</pre>
 */
public final class TrainingProgress {

  private static final double IMAGES_PER_KIMG = 1000.0;

  private final TrainingSchedule schedule;
  private final TrainConfig train;
  private long imagesSeen;
  private int tick;
  private long tickStartImages;
  private double previousLod;
  private long passStartImages;
  private int repeats;
  private ScheduleState current;

  /**
   * @param schedule the training parameters
   * @param train length of the training, reset and snapshot rules
   * @param start where to begin, {@link ProgressState#START} for a new run
   */
  public TrainingProgress(TrainingSchedule schedule, TrainConfig train, ProgressState start) {
    this.schedule = schedule;
    this.train = train;
    this.imagesSeen = start.imagesSeen();
    this.tick = start.tick();
    this.tickStartImages = start.tickStartImages();
    this.previousLod = start.previousLod();
    this.passStartImages = start.passStartImages();
    this.repeats = start.repeats();
    this.current = schedule.at(passStartImages);
  }

  /** Whether the images of the whole training have been shown, and no pass is unfinished. */
  public boolean done() {
    return repeats == 0 && imagesSeen >= train.totalKimg() * IMAGES_PER_KIMG;
  }

  /**
   * Begins a pass: the parameters for the next {@code minibatchRepeats} iterations. Optimisers are
   * reset when a fade begins or ends since the pass before, and in the very first pass. A pass that
   * was left unfinished goes on with the parameters that it began with.
   */
  public LoopStep next() {
    if (repeats > 0) {
      return new LoopStep(current, false);
    }
    passStartImages = imagesSeen;
    current = schedule.at(imagesSeen);
    boolean reset = train.resetOptForNewLod() && layersChange(previousLod, current.lod());
    previousLod = current.lod();
    return new LoopStep(current, reset);
  }

  /** Counts the real images of one discriminator step. */
  public void imagesShown(int images) {
    imagesSeen += images;
  }

  /** Whether the pass has iterations left. */
  public boolean moreRepeats() {
    return repeats < train.minibatchRepeats();
  }

  /** Counts one iteration of the pass. */
  public void endIteration() {
    repeats++;
  }

  /** Ends a pass; a tick ends with it when its length is reached or the training is done. */
  public Optional<TickEnd> endPass() {
    repeats = 0;
    boolean done = done();
    if (!done && imagesSeen < tickStartImages + current.tickKimg() * IMAGES_PER_KIMG) {
      return Optional.empty();
    }
    tick++;
    double tickKimg = (imagesSeen - tickStartImages) / IMAGES_PER_KIMG;
    tickStartImages = imagesSeen;
    return Optional.of(
        new TickEnd(
            tick,
            imagesSeen,
            tickKimg,
            current,
            done || tick % train.imageSnapshotTicks() == 0,
            done || tick % train.networkSnapshotTicks() == 0,
            done));
  }

  /** Real images shown so far. */
  public long imagesSeen() {
    return imagesSeen;
  }

  /** Where the loop stands; to be taken between two iterations. */
  public ProgressState state() {
    return new ProgressState(
        imagesSeen, tick, tickStartImages, previousLod, passStartImages, repeats);
  }

  /** Whether the layers in use differ between two levels of detail: a fade began or ended. */
  public static boolean layersChange(double previousLod, double lod) {
    return Math.floor(previousLod) != Math.floor(lod) || Math.ceil(previousLod) != Math.ceil(lod);
  }
}
