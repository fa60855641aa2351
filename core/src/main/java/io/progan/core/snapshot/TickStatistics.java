package io.progan.core.snapshot;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.progan.core.training.TickReport;

/**
 * One line of {@code stats.jsonl}. Losses, scores and norms are means over the tick's steps;
 * penalties are as they enter the loss.
 */
@JsonPropertyOrder
record TickStatistics(
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
    double generatorLoss,
    double discriminatorLoss,
    double wasserstein,
    double gradientPenalty,
    double gradientNorm,
    double driftPenalty,
    double labelPenalty,
    double generatorLabelPenalty,
    double realScore,
    double fakeScore,
    double mixedScore,
    long skippedUpdates,
    long heapBytes,
    long offHeapBytes) {

  static TickStatistics of(TickReport report) {
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
        report.generator().loss(),
        d.loss(),
        d.wasserstein(),
        d.gradientPenalty(),
        d.gradientNorm(),
        d.driftPenalty(),
        d.labelPenalty(),
        report.generator().labelPenalty(),
        d.realScore(),
        d.fakeScore(),
        d.mixedScore(),
        report.skippedUpdates(),
        report.memory().heapBytes(),
        report.memory().offHeapBytes());
  }
}
