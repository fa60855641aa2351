package io.progan.core.snapshot;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.progan.core.loss.LossTerms;
import io.progan.core.training.state.TrainingState;
import io.progan.core.training.step.LossMeans;
import io.progan.core.training.tick.TickReport;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * One line of {@code stats.jsonl}. Losses, scores and norms are means over the tick's steps;
 * penalties are as they enter the loss; null if there was no update.
 *
 * @param losses the terms of both losses, keys of the line themselves: a term of the discriminator
 *     under its name, one of the generator after {@code generator}, and the totals as {@code
 *     generatorLoss} and {@code discriminatorLoss}
 * @param singularValues the largest ones of weights with spectral norm, by network and layer; not
 *     written where there are none
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
    @JsonAnyGetter @JsonAnySetter Map<String, Double> losses,
    Double generatorWeightGradientNorm,
    Double discriminatorWeightGradientNorm,
    double generatorOverflowFrequency,
    double discriminatorOverflowFrequency,
    double generatorLossScaleLog2,
    double discriminatorLossScaleLog2,
    long skippedUpdates,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) Map<String, List<Double>> singularValues,
    long heapBytes,
    long offHeapBytes) {

  private static final String GENERATOR = "generator";
  private static final String DISCRIMINATOR = "discriminator";

  /** A line without losses has none. */
  public TickStatistics {
    losses = losses == null ? Map.of() : losses;
    singularValues = singularValues == null ? Map.of() : singularValues;
  }

  /**
   * The line for a tick.
   *
   * @param state the networks, for their loss scales
   */
  public static TickStatistics of(TickReport report, TrainingState state) {
    var end = report.end();
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
        losses(report.generator(), report.discriminator()),
        finite(report.generatorUpdates().gradientNorm()),
        finite(report.discriminatorUpdates().gradientNorm()),
        report.generatorUpdates().overflowFrequency(),
        report.discriminatorUpdates().overflowFrequency(),
        state.generatorAdam().lossScale().log2(),
        state.discriminatorAdam().lossScale().log2(),
        report.skippedUpdates(),
        finite(report.singularValues()),
        report.memory().heapBytes(),
        report.memory().offHeapBytes());
  }

  private static Map<String, Double> losses(LossMeans generator, LossMeans discriminator) {
    Map<String, Double> losses = new LinkedHashMap<>();
    generator
        .values()
        .forEach((term, value) -> losses.put(prefixed(GENERATOR, term), finite(value)));
    discriminator
        .values()
        .forEach(
            (term, value) ->
                losses.put(
                    term.equals(LossTerms.LOSS) ? prefixed(DISCRIMINATOR, term) : term,
                    finite(value)));
    return losses;
  }

  private static String prefixed(String network, String term) {
    return network + term.substring(0, 1).toUpperCase(Locale.ROOT) + term.substring(1);
  }

  /** What the generator minimised; null if it was not updated. */
  public Double generatorLoss() {
    return losses.get(prefixed(GENERATOR, LossTerms.LOSS));
  }

  /** What the discriminator minimised; null if it was not updated. */
  public Double discriminatorLoss() {
    return losses.get(prefixed(DISCRIMINATOR, LossTerms.LOSS));
  }

  private static Map<String, List<Double>> finite(Map<String, List<Double>> values) {
    Map<String, List<Double>> finite = new LinkedHashMap<>();
    values.forEach(
        (layer, all) ->
            finite.put(layer, all.stream().filter(value -> Double.isFinite(value)).toList()));
    return finite;
  }

  /** JSON has no NaN. */
  private static Double finite(double value) {
    return Double.isFinite(value) ? Double.valueOf(value) : null;
  }
}
