package io.progan.presets.config;

import java.util.List;

/**
 * The training loop.
 *
 * @param dtype number format of both networks, null for what each of them says
 * @param gSmoothing weight of the past in the moving average of the generator, an update; 0 turns
 *     the average off
 * @param smoothAt when the average follows
 * @param smoothStartKimg thousands of images shown before which the average is a copy
 * @param dRepeats discriminator steps for each generator step
 * @param dAccumulations minibatches of a discriminator step
 * @param gAccumulations minibatches of a generator step
 * @param splitD whether a discriminator step judges fakes and reals in two passes, else in one
 * @param separateSteps whether each network has steps of its own; else one evaluation gives both
 *     gradients, and both networks step from the old weights
 * @param minibatchRepeats iterations that run with one set of schedule values
 * @param resetOptForNewLod whether the optimisers start anew when a fade begins or ends
 * @param totalKimg length of the training, in thousands of real images
 * @param mirrorAugment whether each real image is mirrored with probability 1/2
 * @param fadeInBytes whether reals are faded between resolutions in bytes, with truncation, as in
 *     the Theano version
 * @param dequantizeReals whether noise from -1/2 to 1/2 is added to the bytes of reals
 * @param fakeLabels which labels fakes get
 * @param drangeNet the range, low and high, that the networks see for uint8 0 and 255
 * @param imageSnapshotTicks ticks between image grids
 * @param networkSnapshotTicks ticks between network snapshots
 * @param kernels what computes convolutions
 * @param weightHistograms whether the events hold histograms of all weights, every tick
 */
public record TrainConfig(
    Dtype dtype,
    double gSmoothing,
    SmoothAt smoothAt,
    double smoothStartKimg,
    int dRepeats,
    int dAccumulations,
    int gAccumulations,
    boolean splitD,
    boolean separateSteps,
    int minibatchRepeats,
    boolean resetOptForNewLod,
    double totalKimg,
    boolean mirrorAugment,
    boolean fadeInBytes,
    boolean dequantizeReals,
    FakeLabels fakeLabels,
    List<Double> drangeNet,
    int imageSnapshotTicks,
    int networkSnapshotTicks,
    Kernels kernels,
    boolean weightHistograms) {

  /** Checks every value. */
  public TrainConfig {
    Check.fraction("gSmoothing", gSmoothing);
    Check.atLeast("dRepeats", dRepeats, 1);
    Check.present("smoothAt", smoothAt);
    Check.notNegative("smoothStartKimg", smoothStartKimg);
    Check.atLeast("dAccumulations", dAccumulations, 1);
    Check.atLeast("gAccumulations", gAccumulations, 1);
    if (!separateSteps) {
      checkOne("dRepeats", dRepeats);
      checkOne("dAccumulations", dAccumulations);
      checkOne("gAccumulations", gAccumulations);
    }
    Check.present("fakeLabels", fakeLabels);
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
    Check.present("kernels", kernels);
  }

  /** The official defaults. */
  public static TrainConfig defaults() {
    return new TrainConfig(
        null,
        0.999,
        SmoothAt.DISCRIMINATOR_STEP,
        0,
        1,
        1,
        1,
        false,
        true,
        4,
        true,
        15000,
        false,
        false,
        false,
        FakeLabels.REALS,
        List.of(-1.0, 1.0),
        1,
        10,
        Kernels.AUTO,
        false);
  }

  private static void checkOne(String key, int value) {
    if (value > 1) {
      throw new ConfigException(key, "must be 1 where separateSteps is false, got " + value);
    }
  }

  private static boolean isRange(List<Double> range) {
    return range.size() == 2
        && range.stream().allMatch(limit -> limit != null && Double.isFinite(limit))
        && range.get(0) < range.get(1);
  }
}
