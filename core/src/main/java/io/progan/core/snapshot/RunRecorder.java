package io.progan.core.snapshot;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.progan.core.image.DynamicRange;
import io.progan.core.image.PngWriter;
import io.progan.core.training.SnapshotGrid;
import io.progan.core.training.TickReport;
import io.progan.core.training.TrainingListener;
import io.progan.core.training.TrainingState;
import io.progan.presets.config.ConfigJson;
import io.progan.presets.config.DatasetShape;
import io.progan.presets.config.RunConfig;
import io.progan.presets.schedule.ProgressState;
import io.progan.presets.schedule.ScheduleState;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Fills the folder of a run: statistics, image grids and snapshots, when they are due. */
public final class RunRecorder implements TrainingListener {

  private final RunFolder folder;
  private final RunConfig config;
  private final DatasetShape shape;
  private final TrainingState state;
  private final SnapshotGrid grid;
  private final DynamicRange range;
  private final ObjectMapper mapper =
      new ObjectMapper().disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);

  /**
   * Prepares to record a run.
   *
   * @param folder where to
   * @param config the resolved configuration
   * @param shape the shape of the images
   * @param state the networks
   * @param grid what the image grids show
   */
  public RunRecorder(
      RunFolder folder,
      RunConfig config,
      DatasetShape shape,
      TrainingState state,
      SnapshotGrid grid) {
    this.folder = folder;
    this.config = config;
    this.shape = shape;
    this.state = state;
    this.grid = grid;
    this.range =
        new DynamicRange(config.train().drangeNet().get(0), config.train().drangeNet().get(1));
  }

  /**
   * Writes what a run begins with: the configuration and the first grids.
   *
   * @param version of the programme
   * @param start the schedule at the beginning
   * @throws IOException if the folder cannot be written
   */
  public void begin(String version, ScheduleState start) throws IOException {
    ObjectNode json = mapper.createObjectNode();
    json.put("version", version);
    json.set("datasetShape", mapper.valueToTree(shape));
    json.set("config", mapper.readTree(ConfigJson.write(config)));
    Files.writeString(
        folder.config(), mapper.writerWithDefaultPrettyPrinter().writeValueAsString(json) + "\n");
    PngWriter.write(grid.reals(), folder.reals());
    drawFakes(0, start);
  }

  @Override
  public void tickEnded(TickReport report) throws IOException {
    long imagesSeen = report.end().imagesSeen();
    Files.writeString(
        folder.stats(),
        mapper.writeValueAsString(TickStatistics.of(report)) + "\n",
        StandardCharsets.UTF_8,
        StandardOpenOption.CREATE,
        StandardOpenOption.APPEND);
    if (report.end().imageSnapshotDue()) {
      drawFakes(imagesSeen, report.end().state());
    }
    if (report.end().networkSnapshotDue()) {
      SnapshotWriter.write(folder.snapshot(imagesSeen), state, info(report));
    }
    if (report.end().done()) {
      SnapshotWriter.write(folder.finalSnapshot(), state, info(report));
      Files.writeString(folder.done(), "");
    }
  }

  private void drawFakes(long imagesSeen, ScheduleState schedule) throws IOException {
    int minibatch = Math.max(1, schedule.minibatch() / config.numGpus());
    PngWriter.write(grid.fakes(state, schedule.lod(), minibatch, range), folder.fakes(imagesSeen));
  }

  private SnapshotInfo info(TickReport report) throws IOException {
    var end = report.end();
    return info(
        end.state().lod(),
        new ProgressState(end.imagesSeen(), end.tick(), end.imagesSeen(), end.state().lod()));
  }

  private SnapshotInfo info(double lod, ProgressState progress) throws IOException {
    return new SnapshotInfo(
        SnapshotInfo.FORMAT,
        progress.imagesSeen() / 1000.0,
        lod,
        shape,
        progress,
        state.generatorAdam().steps(),
        state.generatorAdam().lossScale().log2(),
        state.discriminatorAdam().steps(),
        state.discriminatorAdam().lossScale().log2(),
        mapper.readTree(ConfigJson.write(config)));
  }

  /**
   * Saves the networks of a training that was stopped between two ticks.
   *
   * @param lod the level of detail
   * @param progress where the training stands
   * @return the snapshot
   * @throws IOException if it cannot be written
   */
  public Path saveStopped(double lod, ProgressState progress) throws IOException {
    Path file = folder.snapshot(progress.imagesSeen());
    SnapshotWriter.write(file, state, info(lod, progress));
    return file;
  }
}
