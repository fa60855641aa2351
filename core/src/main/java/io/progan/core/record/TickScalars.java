package io.progan.core.record;

import io.progan.core.snapshot.TickStatistics;

/** A tick's numbers under the tags that the official programme uses, and a few more. */
final class TickScalars {

  private static final double SECONDS_PER_HOUR = 3600;
  private static final double HOURS_PER_DAY = 24;

  private TickScalars() {}

  static void add(TickStatistics tick, Summary summary) {
    double hours = tick.totalSeconds() / SECONDS_PER_HOUR;
    summary
        .scalar("Progress/tick", tick.tick())
        .scalar("Progress/kimg", tick.kimg())
        .scalar("Progress/lod", tick.lod())
        .scalar("Progress/resolution", tick.resolution())
        .scalar("Progress/minibatch", tick.minibatch())
        .scalar("Timing/total_sec", tick.totalSeconds())
        .scalar("Timing/total_hours", hours)
        .scalar("Timing/total_days", hours / HOURS_PER_DAY)
        .scalar("Timing/sec_per_tick", tick.tickSeconds())
        .scalar("Timing/sec_per_kimg", tick.secondsPerKimg())
        .scalar("Timing/maintenance_sec", tick.maintenanceSeconds())
        .scalar("Memory/heap_bytes", (double) tick.heapBytes())
        .scalar("Memory/off_heap_bytes", (double) tick.offHeapBytes());
    addLosses(tick, summary);
    summary
        .scalar("TrainG/learning_rate", tick.generatorLearningRate())
        .scalar("TrainG/gradient_norm", number(tick.generatorWeightGradientNorm()))
        .scalar("TrainG/overflow_frequency", tick.generatorOverflowFrequency())
        .scalar("TrainG/loss_scaling_log2", tick.generatorLossScaleLog2())
        .scalar("TrainD/learning_rate", tick.discriminatorLearningRate())
        .scalar("TrainD/gradient_norm", number(tick.discriminatorWeightGradientNorm()))
        .scalar("TrainD/overflow_frequency", tick.discriminatorOverflowFrequency())
        .scalar("TrainD/loss_scaling_log2", tick.discriminatorLossScaleLog2());
  }

  private static void addLosses(TickStatistics tick, Summary summary) {
    summary
        .scalar("Loss/G", number(tick.generatorLoss()))
        .scalar("Loss/D", number(tick.discriminatorLoss()))
        .scalar("Loss/wasserstein", number(tick.wasserstein()))
        .scalar("Loss/real_scores", number(tick.realScore()))
        .scalar("Loss/fake_scores", number(tick.fakeScore()))
        .scalar("Loss/mixed_scores", number(tick.mixedScore()))
        .scalar("Loss/mixed_norms", number(tick.gradientNorm()))
        .scalar("Loss/gradient_penalty", number(tick.gradientPenalty()))
        .scalar("Loss/epsilon_penalty", number(tick.driftPenalty()))
        .scalar("Loss/label_penalty_reals", number(tick.realLabelPenalty()))
        .scalar("Loss/label_penalty_fakes", number(tick.fakeLabelPenalty()))
        .scalar("Loss/label_penalty_G", number(tick.generatorLabelPenalty()));
  }

  private static double number(Double value) {
    return value == null ? Double.NaN : value;
  }
}
