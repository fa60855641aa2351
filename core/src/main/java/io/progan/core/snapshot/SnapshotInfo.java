package io.progan.core.snapshot;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import io.progan.core.device.Machine;
import io.progan.core.training.TrainingPosition;
import io.progan.core.training.state.TrainingState;
import io.progan.presets.config.ConfigJson;
import io.progan.presets.config.DatasetShape;
import io.progan.presets.config.RunConfig;

/**
 * What a snapshot says about itself, beside its arrays; the member {@code progan.json}.
 *
 * @param format the version of the file format
 * @param kimg thousands of real images shown
 * @param lod the level of detail at which the networks stand
 * @param dataset the shape of the images
 * @param position where the training stands; in the file the window of the images' order is an
 *     array of its own
 * @param generatorSteps the generator optimiser's updates since its last reset
 * @param generatorLossScaleLog2 its loss scale
 * @param discriminatorSteps the discriminator optimiser's updates since its last reset
 * @param discriminatorLossScaleLog2 its loss scale
 * @param config the resolved configuration of the run
 * @param machine what computed it; null in files of older versions
 */
public record SnapshotInfo(
    @JsonProperty(required = true) int format,
    double kimg,
    double lod,
    @JsonProperty(required = true) DatasetShape dataset,
    @JsonProperty(required = true) TrainingPosition position,
    long generatorSteps,
    double generatorLossScaleLog2,
    long discriminatorSteps,
    double discriminatorLossScaleLog2,
    @JsonProperty(required = true) JsonNode config,
    Machine machine) {

  /** The version that this programme writes. */
  public static final int FORMAT = 3;

  /** Describes a training at a moment. */
  public static SnapshotInfo of(
      RunConfig config, DatasetShape shape, TrainingState state, TrainingPosition position) {
    return new SnapshotInfo(
        FORMAT,
        position.progress().imagesSeen() / 1000.0,
        position.progress().previousLod(),
        shape,
        position,
        state.generatorAdam().steps(),
        state.generatorAdam().lossScale().log2(),
        state.discriminatorAdam().steps(),
        state.discriminatorAdam().lossScale().log2(),
        ConfigJson.toTree(config),
        Machine.current());
  }

  /**
   * The configuration of the run.
   *
   * @throws io.progan.presets.config.ConfigException if it is none
   */
  public RunConfig runConfig() {
    return ConfigJson.read(config.toString());
  }

  /** The same with another position. */
  SnapshotInfo withPosition(TrainingPosition other) {
    return new SnapshotInfo(
        format,
        kimg,
        lod,
        dataset,
        other,
        generatorSteps,
        generatorLossScaleLog2,
        discriminatorSteps,
        discriminatorLossScaleLog2,
        config,
        machine);
  }
}
