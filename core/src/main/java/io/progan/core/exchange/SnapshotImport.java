package io.progan.core.exchange;

import io.progan.core.device.NativeLibrary;
import io.progan.core.snapshot.SnapshotInfo;
import io.progan.core.snapshot.SnapshotWriter;
import io.progan.core.training.Seeds;
import io.progan.core.training.TrainingPosition;
import io.progan.core.training.state.TrainingState;
import io.progan.presets.config.ConfigJson;
import io.progan.presets.config.RunConfig;
import io.progan.presets.schedule.ProgressState;
import io.progan.presets.schedule.TrainingSchedule;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalDouble;
import org.nd4j.linalg.api.buffer.DataType;

/** Writes imported networks as a snapshot from which a training can go on. */
public final class SnapshotImport {

  private SnapshotImport() {}

  /**
   * Writes a snapshot. The optimisers start anew, as do tick, random numbers and order of images.
   *
   * @param imported the networks
   * @param preset everything but the networks: how a training would go on
   * @param kimg thousands of images that the networks have seen; empty for what their file says, or
   *     else the first at which the preset's schedule reaches their level of detail
   * @param file where to; replaced if it exists, complete or not at all
   * @return what the snapshot says about itself
   * @throws ExchangeException if the preset never reaches the level of detail
   * @throws IOException if the weights cannot be read, or the file not be written
   */
  public static SnapshotInfo write(
      ImportedNetworks imported, RunConfig preset, OptionalDouble kimg, Path file)
      throws IOException {
    NativeLibrary.choose();
    RunConfig config = config(imported, preset);
    long images = images(imported, config, kimg);
    TrainingPosition position =
        TrainingPosition.start(
            new ProgressState(images, 0, images, imported.lod(), images, 0),
            new Seeds(config.randomSeed()).steps());
    try (TrainingState state = new TrainingState(config, imported.shape(), DataType.FLOAT)) {
      imported.weights().copyTo(state);
      SnapshotInfo info = SnapshotInfo.of(config, imported.shape(), state, position);
      SnapshotWriter.write(file, state, info);
      return info;
    }
  }

  private static RunConfig config(ImportedNetworks imported, RunConfig preset) {
    Map<String, Object> dataset = new HashMap<>();
    dataset.put("maxLabelSize", imported.shape().labelSize());
    if (preset.dataset().resolution() != null) {
      dataset.put("resolution", imported.shape().resolution());
    }
    return ConfigJson.with(
        preset,
        Map.of(
            "generator", ConfigJson.valueTree(imported.generator()),
            "discriminator", ConfigJson.valueTree(imported.discriminator()),
            "dataset", dataset));
  }

  private static long images(ImportedNetworks imported, RunConfig config, OptionalDouble kimg)
      throws ExchangeException {
    OptionalDouble seen = kimg.isPresent() ? kimg : imported.kimg();
    if (seen.isPresent()) {
      return Math.round(seen.getAsDouble() * 1000);
    }
    TrainingSchedule schedule = TrainingSchedule.of(config, imported.shape().resolution());
    return StageSearch.firstImage(schedule, imported.lod())
        .orElseThrow(
            () ->
                new ExchangeException(
                    "%s: the networks stand at lod %s, which the preset never reaches; say how many"
                            .formatted(imported.file(), imported.lod())
                        + " images they have seen (--kimg), or take another preset"));
  }
}
