package io.progan.core.snapshot;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import io.progan.presets.config.DatasetShape;
import io.progan.presets.schedule.ProgressState;

/**
 * What a snapshot says about itself, beside its arrays; the member {@code progan.json}.
 *
 * @param format the version of the file format
 * @param kimg thousands of real images shown
 * @param lod the level of detail at which the networks stand
 * @param dataset the shape of the images
 * @param progress where the training loop stands
 * @param generatorSteps the generator optimiser's updates since its last reset
 * @param generatorLossScaleLog2 its loss scale
 * @param discriminatorSteps the discriminator optimiser's updates since its last reset
 * @param discriminatorLossScaleLog2 its loss scale
 * @param config the resolved configuration of the run
 */
public record SnapshotInfo(
    @JsonProperty(required = true) int format,
    double kimg,
    double lod,
    @JsonProperty(required = true) DatasetShape dataset,
    ProgressState progress,
    long generatorSteps,
    double generatorLossScaleLog2,
    long discriminatorSteps,
    double discriminatorLossScaleLog2,
    @JsonProperty(required = true) JsonNode config) {

  /** The version that this programme writes. */
  public static final int FORMAT = 1;
}
