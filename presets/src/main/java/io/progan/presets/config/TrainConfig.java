package io.progan.presets.config;

import java.util.List;

/**
 * The training loop.
 *
 * @param gSmoothing weight of the past in the moving average of the generator, an update; 0 turns
 *     the average off
 * @param dRepeats discriminator steps for each generator step
 * @param minibatchRepeats iterations that run with one set of schedule values
 * @param resetOptForNewLod whether the optimisers start anew when a fade begins or ends
 * @param totalKimg length of the training, in thousands of real images
 * @param mirrorAugment whether each real image is mirrored with probability 1/2
 * @param drangeNet the range, low and high, that the networks see for uint8 0 and 255
 * @param imageSnapshotTicks ticks between image grids
 * @param networkSnapshotTicks ticks between network snapshots
 * @param weightHistograms whether the events hold histograms of all weights, every tick
 */
public record TrainConfig(
    double gSmoothing,
    int dRepeats,
    int minibatchRepeats,
    boolean resetOptForNewLod,
    double totalKimg,
    boolean mirrorAugment,
    List<Double> drangeNet,
    int imageSnapshotTicks,
    int networkSnapshotTicks,
    boolean weightHistograms) {

  /** Checks every value. */
  public TrainConfig {
    Check.fraction("gSmoothing", gSmoothing);
    Check.atLeast("dRepeats", dRepeats, 1);
    Check.atLeast("minibatchRepeats", minibatchRepeats, 1);
    Check.positive("totalKimg", totalKimg);
    Check.present("drangeNet", drangeNet);
    if (!isRange(drangeNet)) {
      throw new ConfigException(
          "drangeNet", "must be two numbers, the lower one first, got " + drangeNet);
    }
    drangeNet = List.copyOf(drangeNet);
    Check.atLeast("imageSnapshotTicks", imageSnapshotTicks, 1);
    Check.atLeast("networkSnapshotTicks", networkSnapshotTicks, 1);
  }

  /** The official defaults. */
  public static TrainConfig defaults() {
    return new TrainConfig(0.999, 1, 4, true, 15000, false, List.of(-1.0, 1.0), 1, 10, false);
  }

  private static boolean isRange(List<Double> range) {
    return range.size() == 2
        && range.stream().allMatch(limit -> limit != null && Double.isFinite(limit))
        && range.get(0) < range.get(1);
  }
}
