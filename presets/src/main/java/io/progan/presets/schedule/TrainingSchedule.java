package io.progan.presets.schedule;

import io.progan.presets.config.RunConfig;
import io.progan.presets.config.ScheduleConfig;
import java.util.ArrayList;
import java.util.List;

/**
 * How training grows: level of detail, resolution, minibatch, learning rates and tick length as
 * functions of the number of real images shown.
 *
 * <p>Training settles at a resolution for {@code lodTrainingKimg}, then fades in the next one over
 * {@code lodTransitionKimg}, and so on up to the full resolution, where it stays (Karras et al.,
 * "Progressive Growing of GANs", section 2 and appendix A).
 */
public final class TrainingSchedule {

  private static final double IMAGES_PER_KIMG = 1000.0;
  private static final double RAMPUP_EXPONENT = -5;

  private final ScheduleConfig sched;
  private final int resolutionLog2;
  private final int replicas;
  private final int initialLod;
  private final double totalKimg;
  private final double rateFactor;

  /**
   * @param sched the settings
   * @param resolution full resolution of the dataset and the networks, a power of two of 4 or more
   * @param replicas replicas that share a minibatch, 1 or more
   * @param totalKimg length of the training, before which the rates may ramp down
   */
  public TrainingSchedule(ScheduleConfig sched, int resolution, int replicas, double totalKimg) {
    this(sched, resolution, replicas, totalKimg, 1);
  }

  private TrainingSchedule(
      ScheduleConfig sched, int resolution, int replicas, double totalKimg, double rateFactor) {
    if (resolution < 4 || Integer.bitCount(resolution) != 1) {
      throw new IllegalArgumentException("resolution must be a power of two, got " + resolution);
    }
    if (replicas < 1) {
      throw new IllegalArgumentException("replicas must be at least 1, got " + replicas);
    }
    this.sched = sched;
    this.resolutionLog2 = Integer.numberOfTrailingZeros(resolution);
    this.replicas = replicas;
    this.totalKimg = totalKimg;
    this.rateFactor = rateFactor;
    this.initialLod = resolutionLog2 - Integer.numberOfTrailingZeros(sched.lodInitialResolution());
  }

  /**
   * The schedule of a run.
   *
   * @param resolution of the dataset
   */
  public static TrainingSchedule of(RunConfig config, int resolution) {
    return new TrainingSchedule(
        config.sched(), resolution, config.replicas(), config.train().totalKimg());
  }

  /**
   * The same with other learning rates.
   *
   * @param factor what they are multiplied by
   */
  public TrainingSchedule withRates(double factor) {
    return new TrainingSchedule(
        sched, 1 << resolutionLog2, replicas, totalKimg, rateFactor * factor);
  }

  /**
   * The parameters after {@code imagesSeen} real images.
   *
   * @param imagesSeen 0 or more
   */
  public ScheduleState at(long imagesSeen) {
    double kimg = imagesSeen / IMAGES_PER_KIMG;
    double lod = lodAt(kimg);
    int resolution = resolutionAt(lod);
    return new ScheduleState(
        kimg,
        lod,
        resolution,
        minibatchAt(resolution),
        gLrateAt(resolution) * ramp(kimg),
        dLrateAt(resolution) * ramp(kimg),
        tickKimgAt(resolution));
  }

  /** What part of their value the learning rates have. */
  private double ramp(double kimg) {
    double ramp = rateFactor;
    if (kimg < sched.rampupKimg()) {
      double left = 1 - kimg / sched.rampupKimg();
      ramp *= Math.exp(RAMPUP_EXPONENT * left * left);
    }
    double beforeEnd = totalKimg - kimg;
    if (beforeEnd < sched.rampdownKimg()) {
      ramp *= Math.max(beforeEnd, 0) / sched.rampdownKimg();
    }
    return ramp;
  }

  /** The level of detail of the very first image. */
  public double initialLod() {
    return Math.max(initialLod, 0);
  }

  /**
   * The stages that the training passes, in order. A stage without length is left out; the last one
   * ends with the training. Learning rates are those beside the ramps.
   */
  public List<ScheduleStage> stages() {
    double phaseKimg = phaseKimg();
    List<ScheduleStage> stages = new ArrayList<>();
    double lod = initialLod();
    int phase = 0;
    if (phaseKimg > 0) {
      for (; lod > 0 && phase * phaseKimg < totalKimg; phase++, lod--) {
        double begin = phase * phaseKimg;
        double fade = begin + sched.lodTrainingKimg();
        double end = begin + phaseKimg;
        addStage(stages, begin, Math.min(fade, totalKimg), lod, lod);
        addStage(stages, fade, Math.min(end, totalKimg), lod, lodAt(Math.min(end, totalKimg)));
      }
    }
    addStage(stages, phase * phaseKimg, totalKimg, lod, lod);
    return List.copyOf(stages);
  }

  private void addStage(
      List<ScheduleStage> stages, double from, double to, double lodFrom, double lodTo) {
    if (from >= to) {
      return;
    }
    int resolution = resolutionAt(lodFrom == lodTo ? lodFrom : lodFrom - 0.5);
    stages.add(
        new ScheduleStage(
            from,
            to,
            resolution,
            lodFrom,
            lodTo,
            minibatchAt(resolution),
            gLrateAt(resolution),
            dLrateAt(resolution),
            tickKimgAt(resolution)));
  }

  private double lodAt(double kimg) {
    double phaseKimg = phaseKimg();
    double phase = phaseKimg > 0 ? Math.floor(kimg / phaseKimg) : 0.0;
    double kimgInPhase = kimg - phase * phaseKimg;
    double lod = initialLod - phase;
    if (sched.lodTransitionKimg() > 0) {
      lod -= Math.max(kimgInPhase - sched.lodTrainingKimg(), 0.0) / sched.lodTransitionKimg();
    }
    return Math.max(lod, 0.0);
  }

  private double phaseKimg() {
    return sched.lodTrainingKimg() + sched.lodTransitionKimg();
  }

  private int resolutionAt(double lod) {
    return 1 << (resolutionLog2 - (int) Math.floor(lod));
  }

  private int minibatchAt(int resolution) {
    int wanted = sched.minibatchDict().getOrDefault(resolution, sched.minibatchBase());
    int shared = wanted - wanted % replicas;
    Integer max = sched.maxMinibatchPerGpu().get(resolution);
    return max == null ? shared : (int) Math.min(shared, (long) max * replicas);
  }

  private double gLrateAt(int resolution) {
    return sched.gLrateDict().getOrDefault(resolution, sched.gLrateBase());
  }

  private double dLrateAt(int resolution) {
    return sched.dLrateDict().getOrDefault(resolution, sched.dLrateBase());
  }

  private double tickKimgAt(int resolution) {
    return sched.tickKimgDict().getOrDefault(resolution, sched.tickKimgBase());
  }
}
