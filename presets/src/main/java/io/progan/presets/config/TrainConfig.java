package io.progan.presets.config;

import java.util.List;

/**
 * The training loop.
 *
 * @param gSmoothing weight of the past in the moving average of the generator, an update; 0 turns
 *     the average off
 * @param smoothPerGStep whether the average follows before each generator step, as in the Theano
 *     version, instead of after each discriminator step
 * @param dRepeats discriminator steps for each generator step
 * @param separateSteps whether each network has steps of its own; else one evaluation gives both
 *     gradients, and both networks step from the old weights
 * @param minibatchRepeats iterations that run with one set of schedule values
 * @param resetOptForNewLod whether the optimisers start anew when a fade begins or ends
 * @param totalKimg length of the training, in thousands of real images
 * @param mirrorAugment whether each real image is mirrored with probability 1/2
 * @param fadeInBytes whether reals are faded between resolutions in bytes, with truncation, as in
 *     the Theano version
 * @param dequantizeReals whether noise from -1/2 to 1/2 is added to the bytes of reals
 * @param independentFakeLabels whether the fakes that a discriminator learns from have labels drawn
 *     for themselves; else those of the reals
 * @param drangeNet the range, low and high, that the networks see for uint8 0 and 255
 * @param imageSnapshotTicks ticks between image grids
 * @param networkSnapshotTicks ticks between network snapshots
 * @param weightHistograms whether the events hold histograms of all weights, every tick
 */
public record TrainConfig(
    double gSmoothing,
    boolean smoothPerGStep,
    int dRepeats,
    boolean separateSteps,
    int minibatchRepeats,
    boolean resetOptForNewLod,
    double totalKimg,
    boolean mirrorAugment,
    boolean fadeInBytes,
    boolean dequantizeReals,
    boolean independentFakeLabels,
    List<Double> drangeNet,
    int imageSnapshotTicks,
    int networkSnapshotTicks,
    boolean weightHistograms) {

  /** Checks every value. */
  public TrainConfig {
    Check.fraction("gSmoothing", gSmoothing);
    Check.atLeast("dRepeats", dRepeats, 1);
    if (!separateSteps && dRepeats > 1) {
      throw new ConfigException(
          "dRepeats", "must be 1 where separateSteps is false, got " + dRepeats);
    }
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
    return new TrainConfig(
        0.999,
        false,
        1,
        true,
        4,
        true,
        15000,
        false,
        false,
        false,
        false,
        List.of(-1.0, 1.0),
        1,
        10,
        false);
  }

  private static boolean isRange(List<Double> range) {
    return range.size() == 2
        && range.stream().allMatch(limit -> limit != null && Double.isFinite(limit))
        && range.get(0) < range.get(1);
  }
}
