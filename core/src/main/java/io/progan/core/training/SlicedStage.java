package io.progan.core.training;

import io.progan.core.backend.MemoryLimit;
import io.progan.core.network.Stage;
import io.progan.presets.config.DatasetShape;
import io.progan.presets.config.RunConfig;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.IntConsumer;
import java.util.function.IntToLongFunction;

/**
 * The trainer of a stage, in as few slices of a replica's minibatch as the memory allows: it begins
 * with the whole minibatch, and when memory runs out, it goes on with smaller slices. Slices hold
 * whole groups of the minibatch stddev, so that the mathematics stays (but for rounding).
 *
 * <p>The system promises more memory than it has, and ends the process that takes it. Therefore the
 * arrays of a stage may take no more than {@link MemoryLimit} leaves beside the scratch memory that
 * is to be expected. Owns the trainer, freed by {@link #close()}.
 */
public final class SlicedStage implements AutoCloseable {

  private final Function<Slices, StageTrainer> build;
  private final IntToLongFunction scratchBytes;
  private final Stage stage;
  private final IntConsumer onSplit;
  private Slices slices;
  private StageTrainer trainer;

  /**
   * Builds the graphs of a stage.
   *
   * @param config loss and replica options
   * @param shape what the images look like at full resolution
   * @param state the networks, updated in place; stays owned by the caller
   * @param onSplit told when memory has run out: the images of a slice from now on
   * @throws OutOfMemoryError if the smallest slices do not fit
   */
  public SlicedStage(
      RunConfig config,
      DatasetShape shape,
      TrainingState state,
      StageSize size,
      IntConsumer onSplit) {
    this.stage = size.stage();
    this.onSplit = onSplit;
    this.slices = Slices.whole(config, size.minibatch());
    this.build = s -> new StageTrainer(config, shape, state, size, s);
    this.scratchBytes = images -> StageMemory.of(config, shape, stage, images).scratchBytes();
    trainer();
  }

  /**
   * Does a step; when memory runs out, again in smaller slices.
   *
   * @param step to be done again as a whole when it fails for memory
   * @throws OutOfMemoryError if the smallest slices do not fit
   */
  public <R> R run(Function<StageTrainer, R> step) {
    while (true) {
      try {
        return step.apply(trainer());
      } catch (OutOfMemoryError | RuntimeException e) {
        split(e);
      }
    }
  }

  private StageTrainer trainer() {
    while (trainer == null) {
      // What may be too much is tried all the same where there is no smaller slice.
      MemoryLimit.impose(slices.divisible() ? scratchBytes.applyAsLong(slices.size()) : 0);
      try {
        trainer = build.apply(slices);
      } catch (OutOfMemoryError | RuntimeException e) {
        split(e);
      } finally {
        MemoryLimit.lift();
      }
    }
    return trainer;
  }

  private void split(Throwable failure) {
    if (!isNative(failure)) {
      throwAsIs(failure);
    }
    close();
    if (!slices.divisible()) {
      OutOfMemoryError error =
          new OutOfMemoryError(
              "%dx%d does not fit even with %d images at a time"
                  .formatted(stage.resolution(), stage.resolution(), slices.size()));
      error.initCause(failure);
      throw error;
    }
    slices = slices.finer();
    onSplit.accept(slices.size());
  }

  private static void throwAsIs(Throwable failure) {
    if (failure instanceof Error error) {
      throw error;
    }
    throw (RuntimeException) failure;
  }

  /** Whether native memory has run out; smaller slices do not help where the heap is full. */
  private static boolean isNative(Throwable failure) {
    String message = String.valueOf(failure.getMessage());
    if (failure instanceof OutOfMemoryError) {
      return !message.contains("heap") && !message.contains("GC overhead");
    }
    String lower = message.toLowerCase(Locale.ROOT);
    return lower.contains("allocation failed") || lower.contains("out of memory");
  }

  /** The images that a replica works on at a time. */
  public int imagesAtATime() {
    return slices.size();
  }

  /** The native memory of the stage's intermediate values in bytes. */
  public long bufferBytes() {
    return trainer().bufferBytes();
  }

  @Override
  public void close() {
    if (trainer != null) {
      trainer.close();
      trainer = null;
    }
  }
}
