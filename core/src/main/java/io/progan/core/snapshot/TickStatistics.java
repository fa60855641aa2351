package io.progan.core.snapshot;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.progan.core.training.TickReport;
import io.progan.core.training.TrainingState;

/**
 * One line of {@code stats.jsonl}. Losses, scores and norms are means over the tick's steps;
 * penalties are as they enter the loss; null if there was no update.
 */
@JsonPropertyOrder
public record TickStatistics(
    int tick,
    double kimg,
    double lod,
    int resolution,
    int minibatch,
    double generatorLearningRate,
    double discriminatorLearningRate,
    double totalSeconds,
    double tickSeconds,
    double secondsPerKimg,
    double maintenanceSeconds,
    Double generatorLoss,
    Double discriminatorLoss,
    Double wasserstein,
    Double gradientPenalty,
    Double gradientNorm,
    Double driftPenalty,
    Double labelPenalty,
    Double generatorLabelPenalty,
    Double realScore,
    Double fakeScore,
    Double mixedScore,
    Double realLabelPenalty,
    Double fakeLabelPenalty,
    Double generatorWeightGradientNorm,
    Double discriminatorWeightGradientNorm,
    double generatorOverflowFrequency,
    double discriminatorOverflowFrequency,
    double generatorLossScaleLog2,
    double discriminatorLossScaleLog2,
    long skippedUpdates,
    long heapBytes,
    long offHeapBytes) {

  /**
   * The line for a tick.
   *
   * @param state the networks, for their loss scales
   */
  public static TickStatistics of(TickReport report, TrainingState state) {
    var end = report.end();
    var d = report.discriminator();
    return new TickStatistics(
        end.tick(),
        end.kimg(),
        end.state().lod(),
        end.state().resolution(),
        end.state().minibatch(),
        end.state().gLrate(),
        end.state().dLrate(),
        report.totalSeconds(),
        report.tickSeconds(),
        report.secondsPerKimg(),
        report.maintenanceSeconds(),
        finite(report.generator().loss()),
        finite(d.loss()),
        finite(d.wasserstein()),
        finite(d.gradientPenalty()),
        finite(d.gradientNorm()),
        finite(d.driftPenalty()),
        finite(d.labelPenalty()),
        finite(report.generator().labelPenalty()),
        finite(d.realScore()),
        finite(d.fakeScore()),
        finite(d.mixedScore()),
        finite(d.realLabelPenalty()),
        finite(d.fakeLabelPenalty()),
        finite(report.generatorUpdates().gradientNorm()),
        finite(report.discriminatorUpdates().gradientNorm()),
        report.generatorUpdates().overflowFrequency(),
        report.discriminatorUpdates().overflowFrequency(),
        state.generatorAdam().lossScale().log2(),
        state.discriminatorAdam().lossScale().log2(),
        report.skippedUpdates(),
        report.memory().heapBytes(),
        report.memory().offHeapBytes());
  }

  /** JSON has no NaN. */
  private static Double finite(double value) {
    return Double.isFinite(value) ? Double.valueOf(value) : null;
  }
}
