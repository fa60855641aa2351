package io.progan.presets.config;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Everything that decides how a training run goes.
 *
 * @param randomSeed seed of all random numbers, 0 or more
 * @param replicas that the minibatch is split into, whatever devices there are; {@code numGpus} in
 *     JSON
 * @param dataset the images
 * @param train the training loop
 * @param generator the generator network
 * @param discriminator the discriminator network
 * @param generatorOptimizer the generator's optimiser
 * @param discriminatorOptimizer the discriminator's optimiser
 * @param generatorLoss the generator's loss
 * @param discriminatorLoss the discriminator's loss
 * @param sched how parameters follow the number of images shown
 * @param grid the image grids
 */
public record RunConfig(
    int randomSeed,
    @JsonProperty("numGpus") int replicas,
    DatasetConfig dataset,
    TrainConfig train,
    GeneratorConfig generator,
    DiscriminatorConfig discriminator,
    OptimizerConfig generatorOptimizer,
    OptimizerConfig discriminatorOptimizer,
    GeneratorLossConfig generatorLoss,
    DiscriminatorLossConfig discriminatorLoss,
    ScheduleConfig sched,
    GridConfig grid) {

  /** Checks the values that belong to no group, and that every group is there. */
  public RunConfig {
    Check.atLeast("randomSeed", randomSeed, 0);
    Check.atLeast("numGpus", replicas, 1);
    Check.present("dataset", dataset);
    Check.present("train", train);
    Check.present("generator", generator);
    Check.present("discriminator", discriminator);
    Check.present("generatorOptimizer", generatorOptimizer);
    Check.present("discriminatorOptimizer", discriminatorOptimizer);
    Check.present("generatorLoss", generatorLoss);
    Check.present("discriminatorLoss", discriminatorLoss);
    if (!generatorLoss.kind().equals(discriminatorLoss.kind())) {
      throw new ConfigException(
          "discriminatorLoss.kind",
          "%s does not go with generatorLoss.kind %s; both networks need one kind of loss"
              .formatted(discriminatorLoss.kind(), generatorLoss.kind()));
    }
    Check.present("sched", sched);
    Check.present("grid", grid);
    checkDtype("generator.dtype", train, generator.dtype());
    checkDtype("discriminator.dtype", train, discriminator.dtype());
  }

  private static void checkDtype(String key, TrainConfig train, Dtype dtype) {
    if (train.dtype() != null && train.dtype() != dtype) {
      throw new ConfigException(
          key,
          "is %s, but train.dtype is %s; leave one of them out, or use the same"
              .formatted(dtype.jsonName(), train.dtype().jsonName()));
    }
  }

  /** The official defaults, before any preset. */
  public static RunConfig defaults() {
    return new RunConfig(
        1000,
        1,
        DatasetConfig.defaults(),
        TrainConfig.defaults(),
        GeneratorConfig.KINDS.standard(),
        DiscriminatorConfig.KINDS.standard(),
        OptimizerConfig.defaults(),
        OptimizerConfig.defaults(),
        GeneratorLossConfig.KINDS.standard(),
        DiscriminatorLossConfig.KINDS.standard(),
        ScheduleConfig.defaults(),
        GridConfig.defaults());
  }

  /** The groups that come in several kinds, by their JSON key. */
  static Map<String, Kinds<?>> kinds() {
    Map<String, Kinds<?>> kinds = new LinkedHashMap<>();
    kinds.put("generator", GeneratorConfig.KINDS);
    kinds.put("discriminator", DiscriminatorConfig.KINDS);
    kinds.put("generatorLoss", GeneratorLossConfig.KINDS);
    kinds.put("discriminatorLoss", DiscriminatorLossConfig.KINDS);
    return kinds;
  }

  /**
   * The parts of a minibatch that are computed by themselves: the replicas, or one if batch norm is
   * over all of them.
   */
  public int separateReplicas() {
    return generator.synchronizesReplicas() ? 1 : replicas;
  }

  /** The replicas by their JSON key. */
  public int numGpus() {
    return replicas;
  }
}
