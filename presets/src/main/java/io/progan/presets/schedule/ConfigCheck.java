package io.progan.presets.schedule;

import io.progan.presets.config.ConfigException;
import io.progan.presets.config.DatasetConfig;
import io.progan.presets.config.DatasetShape;
import io.progan.presets.config.RunConfig;

/** Checks what no record can check alone: a configuration together with its dataset. */
public final class ConfigCheck {

  private ConfigCheck() {}

  /**
   * Checks that a run with this configuration and dataset can go through all its stages: the
   * dataset is the one asked for, both networks have feature maps at every resolution, and each
   * stage's minibatch splits evenly over the replicas and the groups of the minibatch standard
   * deviation.
   *
   * @throws ConfigException naming the key, if it cannot
   */
  public static void check(RunConfig config, DatasetShape dataset) {
    checkDataset(config.dataset(), dataset);
    if (config.generator().dtype() != config.discriminator().dtype()) {
      throw new ConfigException(
          "discriminator.dtype",
          "is %s, but generator.dtype is %s; both networks compute in one graph, use the same"
              .formatted(
                  config.discriminator().dtype().jsonName(),
                  config.generator().dtype().jsonName()));
    }
    if (config.generator().rounding() != config.discriminator().rounding()) {
      throw new ConfigException(
          "discriminator.rounding",
          "is %s, but generator.rounding is %s; use the same"
              .formatted(
                  config.discriminator().rounding().jsonName(),
                  config.generator().rounding().jsonName()));
    }
    within("generator", () -> config.generator().checkShape(dataset));
    within("discriminator", () -> config.discriminator().checkShape(dataset));
    checkGrowth(config, dataset);
    checkClasses(config, dataset);
    TrainingSchedule schedule = TrainingSchedule.of(config, dataset.resolution());
    // The first pass is at the initial resolution, even if no time is planned for it.
    ScheduleState first = schedule.at(0);
    checkMinibatch(config, first.resolution(), first.minibatch());
    schedule
        .stages()
        .forEach(stage -> checkMinibatch(config, stage.resolution(), stage.minibatch()));
  }

  private static void checkDataset(DatasetConfig wanted, DatasetShape dataset) {
    Integer resolution = wanted.resolution();
    if (resolution != null && resolution != dataset.resolution()) {
      String size = dataset.resolution() < resolution ? "smaller" : "larger";
      throw new ConfigException(
          "dataset.resolution",
          "is %d, but the dataset is %s: %dx%d; use null or %d"
              .formatted(
                  resolution,
                  size,
                  dataset.resolution(),
                  dataset.resolution(),
                  dataset.resolution()));
    }
    Integer channels = wanted.numChannels();
    if (channels != null && channels != dataset.numChannels()) {
      throw new ConfigException(
          "dataset.numChannels",
          "is %d, but the images of the dataset have %d; use null or %d"
              .formatted(channels, dataset.numChannels(), dataset.numChannels()));
    }
  }

  private static void checkGrowth(RunConfig config, DatasetShape dataset) {
    if (config.generator().grows() != config.discriminator().grows()) {
      String fixed = config.generator().grows() ? "discriminator" : "generator";
      throw new ConfigException(
          fixed + ".kind",
          "does not grow as it is configured, but the other network does; both must, or neither");
    }
    if (!config.generator().grows()
        && config.sched().lodInitialResolution() < dataset.resolution()) {
      throw new ConfigException(
          "sched.lodInitialResolution",
          "is %d, but the networks do not grow: use %d, the resolution of the dataset"
              .formatted(config.sched().lodInitialResolution(), dataset.resolution()));
    }
  }

  /** A loss with a class part needs label logits, a projection of the class a loss without. */
  private static void checkClasses(RunConfig config, DatasetShape dataset) {
    if (dataset.labelSize() == 0) {
      return;
    }
    boolean logits = config.discriminator().givesLogits();
    if (config.discriminatorLoss().readsLogits() && !logits) {
      throw new ConfigException(
          "discriminatorLoss.kind",
          "%s has a class part, but discriminator.kind %s gives no label logits; use hinge or"
                  .formatted(config.discriminatorLoss().kind(), config.discriminator().kind())
              + " softplus, or dataset.maxLabelSize=0");
    }
    if (!config.discriminatorLoss().readsLogits() && logits) {
      throw new ConfigException(
          "discriminatorLoss.kind",
          "%s has no class part, but discriminator.kind %s learns classes by its label logits; use"
                  .formatted(config.discriminatorLoss().kind(), config.discriminator().kind())
              + " wgan-gp or lsgan, or dataset.maxLabelSize=0");
    }
  }

  private static void within(String group, Runnable check) {
    try {
      check.run();
    } catch (ConfigException e) {
      throw e.within(group);
    }
  }

  private static void checkMinibatch(RunConfig config, int resolution, int minibatch) {
    int replicas = config.replicas();
    String where = " at %dx%d".formatted(resolution, resolution);
    if (minibatch < replicas) {
      int wanted =
          config.sched().minibatchDict().getOrDefault(resolution, config.sched().minibatchBase());
      throw new ConfigException(
          minibatchKey(config, resolution),
          "must be at least %d, one image for each of numGpus, got %d".formatted(replicas, wanted)
              + where);
    }
    int share = minibatch / replicas;
    int group = config.discriminator().independentGroup(share);
    if (share % group != 0) {
      throw new ConfigException(
          minibatchKey(config, resolution),
          ("gives each replica %d images%s, which discriminator.mbstdGroupSize %d does not divide;"
                  + " use a multiple of %d, or less than %d, for each of numGpus %d, or another"
                  + " group size (0 is off)")
              .formatted(share, where, group, group, group, replicas));
    }
  }

  /** The key that the minibatch of a stage comes from. */
  private static String minibatchKey(RunConfig config, int resolution) {
    Integer max = config.sched().maxMinibatchPerGpu().get(resolution);
    Integer own = config.sched().minibatchDict().get(resolution);
    int wanted = own == null ? config.sched().minibatchBase() : own;
    if (max != null && wanted / config.replicas() > max) {
      return "sched.maxMinibatchPerGpu." + resolution;
    }
    return own == null ? "sched.minibatchBase" : "sched.minibatchDict." + resolution;
  }
}
