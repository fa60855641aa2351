package io.progan.core.training.tick;

import io.progan.core.device.MemoryUse;
import io.progan.core.training.step.LossMeans;
import io.progan.presets.schedule.TickEnd;
import java.util.List;
import java.util.Map;

/**
 * What happened in one tick.
 *
 * @param end where the training stands, and what is due
 * @param discriminator means over the tick's discriminator steps
 * @param generator means over the tick's generator steps
 * @param discriminatorUpdates what came of the tick's updates of the discriminator
 * @param generatorUpdates what came of those of the generator
 * @param skippedUpdates updates of either network since the start that were skipped because a
 *     gradient was not finite
 * @param singularValues the largest ones of weights with spectral norm, by network and layer
 * @param totalSeconds since the start of the training
 * @param tickSeconds of the tick's training, without what was done between the ticks
 * @param maintenanceSeconds between the tick before and this one
 * @param memory in use at the end of the tick
 */
public record TickReport(
    TickEnd end,
    LossMeans discriminator,
    LossMeans generator,
    UpdateSums discriminatorUpdates,
    UpdateSums generatorUpdates,
    long skippedUpdates,
    Map<String, List<Double>> singularValues,
    double totalSeconds,
    double tickSeconds,
    double maintenanceSeconds,
    MemoryUse memory) {

  /** Seconds for a thousand images. */
  public double secondsPerKimg() {
    return tickSeconds / end.tickKimg();
  }
}
