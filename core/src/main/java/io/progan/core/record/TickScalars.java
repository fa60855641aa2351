package io.progan.core.record;

import io.progan.core.snapshot.TickStatistics;
import java.util.Locale;
import java.util.Map;

/** A tick's numbers under the tags that the official programme uses, and a few more. */
final class TickScalars {

  private static final double SECONDS_PER_HOUR = 3600;
  private static final double HOURS_PER_DAY = 24;

  /** The tags of the official programme, where they are not the names of the terms. */
  private static final Map<String, String> OFFICIAL =
      Map.ofEntries(
          Map.entry("generatorLoss", "G"),
          Map.entry("discriminatorLoss", "D"),
          Map.entry("realScore", "real_scores"),
          Map.entry("fakeScore", "fake_scores"),
          Map.entry("mixedScore", "mixed_scores"),
          Map.entry("gradientNorm", "mixed_norms"),
          Map.entry("driftPenalty", "epsilon_penalty"),
          Map.entry("realLabelPenalty", "label_penalty_reals"),
          Map.entry("fakeLabelPenalty", "label_penalty_fakes"),
          Map.entry("generatorLabelPenalty", "label_penalty_G"));

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
    addSingularValues(tick, summary);
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

  /** Every term of the losses; of those that the official programme has, under its tag. */
  private static void addLosses(TickStatistics tick, Summary summary) {
    tick.losses()
        .forEach(
            (name, value) ->
                summary.scalar(
                    "Loss/" + OFFICIAL.getOrDefault(name, snakeCase(name)), number(value)));
  }

  private static void addSingularValues(TickStatistics tick, Summary summary) {
    tick.singularValues()
        .forEach(
            (layer, values) -> {
              for (int i = 0; i < values.size(); i++) {
                summary.scalar("SingularValues/" + layer + "/sv" + i, values.get(i));
              }
            });
  }

  private static String snakeCase(String name) {
    return name.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
  }

  private static double number(Double value) {
    return value == null ? Double.NaN : value;
  }
}
