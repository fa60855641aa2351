package io.progan.core.snapshot;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.progan.core.image.DynamicRange;
import io.progan.core.image.PngWriter;
import io.progan.core.training.SnapshotGrid;
import io.progan.core.training.TickReport;
import io.progan.core.training.TickTimes;
import io.progan.core.training.TrainingListener;
import io.progan.core.training.TrainingPosition;
import io.progan.core.training.TrainingState;
import io.progan.presets.config.ConfigJson;
import io.progan.presets.config.DatasetShape;
import io.progan.presets.config.RunConfig;
import io.progan.presets.schedule.ScheduleState;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** Fills the folder of a run: statistics, image grids and snapshots, when they are due. */
public final class RunRecorder implements TrainingListener {

  private final RunFolder folder;
  private final RunConfig config;
  private final DatasetShape shape;
  private final TrainingState state;
  private final SnapshotGrid grid;
  private final DynamicRange range;
  private boolean done;
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
    this.range = DynamicRange.of(config.train().drangeNet());
  }

  /**
   * Writes what a run begins with: the configuration and the first grids.
   *
   * @param version of the programme
   * @param start the schedule at the beginning
   * @throws IOException if the folder cannot be written
   */
  public void begin(String version, ScheduleState start) throws IOException {
    saving(
        () -> {
          writeConfig(version);
          PngWriter.write(grid.reals(), folder.reals());
          drawFakes(0, start);
        });
  }

  /**
   * Prepares the folder of a run that goes on: its configuration is written anew, and what a crash
   * has left after the snapshot is removed, so that no tick is recorded twice.
   *
   * @param version of the programme
   * @param position of the snapshot
   * @return how long the training had taken when the snapshot was saved
   * @throws IOException if the folder cannot be read or written
   */
  public TickTimes resume(String version, TrainingPosition position) throws IOException {
    Files.deleteIfExists(folder.done());
    writeConfig(version);
    RunHistory history = new RunHistory(folder);
    history.removePartialFiles();
    history.cutStatistics(position.progress().tick());
    return history.times(position.progress().imagesSeen());
  }

  private void writeConfig(String version) throws IOException {
    ObjectNode json = mapper.createObjectNode();
    json.put("version", version);
    json.set("datasetShape", mapper.valueToTree(shape));
    json.set("config", mapper.readTree(ConfigJson.write(config)));
    Path partial = folder.config().resolveSibling("config.json.partial");
    try {
      Files.writeString(
          partial, mapper.writerWithDefaultPrettyPrinter().writeValueAsString(json) + "\n");
      Files.move(
          partial,
          folder.config(),
          StandardCopyOption.ATOMIC_MOVE,
          StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(partial);
    }
  }

  /** Something that writes to the run's folder. */
  private interface Saving {
    void run() throws IOException;
  }

  /** The operating system says that a disk is full, but not where; this adds it. */
  private void saving(Saving action) throws IOException {
    try {
      action.run();
    } catch (FileSystemException e) {
      throw e;
    } catch (IOException e) {
      throw new FileSystemException(folder.path().toString(), null, e.getMessage());
    }
  }

  @Override
  public void tickEnded(TickReport report) throws IOException {
    saving(
        () -> {
          append(folder.stats(), TickStatistics.of(report, state));
          if (report.end().imageSnapshotDue()) {
            drawFakes(report.end().imagesSeen(), report.end().state());
          }
        });
    done = report.end().done();
  }

  private void append(Path file, Object line) throws IOException {
    Files.writeString(
        file,
        mapper.writeValueAsString(line) + "\n",
        StandardCharsets.UTF_8,
        StandardOpenOption.CREATE,
        StandardOpenOption.APPEND);
  }

  private void drawFakes(long imagesSeen, ScheduleState schedule) throws IOException {
    int minibatch = Math.max(1, schedule.minibatch() / config.numGpus());
    PngWriter.write(grid.fakes(state, schedule.lod(), minibatch, range), folder.fakes(imagesSeen));
  }

  @Override
  public void snapshotDue(TrainingPosition position, TickTimes times) throws IOException {
    save(position, times);
    if (done) {
      saving(
          () -> {
            SnapshotWriter.write(folder.finalSnapshot(), state, info(position));
            Files.writeString(folder.done(), "");
          });
    }
  }

  /**
   * Saves the networks of a training, at any moment between two iterations.
   *
   * @param position where the training stands
   * @param times how long it has taken
   * @return the snapshot
   * @throws IOException if it cannot be written
   */
  public Path save(TrainingPosition position, TickTimes times) throws IOException {
    long imagesSeen = position.progress().imagesSeen();
    Path file = folder.snapshot(imagesSeen);
    saving(
        () -> {
          append(folder.times(), new RunHistory.Times(imagesSeen, times));
          SnapshotWriter.write(file, state, info(position));
        });
    return file;
  }

  private SnapshotInfo info(TrainingPosition position) {
    return SnapshotInfo.of(config, shape, state, position);
  }
}
