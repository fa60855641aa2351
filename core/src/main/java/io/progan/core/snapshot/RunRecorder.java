package io.progan.core.snapshot;

import io.progan.core.image.DynamicRange;
import io.progan.core.image.PngWriter;
import io.progan.core.network.Stage;
import io.progan.core.training.SnapshotGrid;
import io.progan.core.training.TrainingListener;
import io.progan.core.training.TrainingPosition;
import io.progan.core.training.state.TrainingState;
import io.progan.core.training.step.StageMemory;
import io.progan.core.training.step.StageSize;
import io.progan.core.training.tick.TickReport;
import io.progan.core.training.tick.TickTimes;
import io.progan.dataset.RawImage;
import io.progan.presets.config.DatasetShape;
import io.progan.presets.config.RunConfig;
import io.progan.presets.schedule.ScheduleState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Fills the folder of a run: statistics, image grids and snapshots, when they are due.
 *
 * <p>What cannot be written during the training does not end it: the keeping is told, statistics
 * and snapshot are tried again at the end of the next tick, and a grid is drawn anew there.
 */
public final class RunRecorder implements TrainingListener {

  /** Fakes that differ by less than this part of what reals do are one image. */
  private static final double ALIKE = 0.01;

  private final RunFolder folder;
  private final RunDescription description;
  private final TrainingState state;

  /** How many images of a grid are made at a time, by stage. */
  private final Map<StageSize, Integer> imagesBeside = new HashMap<>();

  private final SnapshotGrid grid;
  private final DynamicRange range;
  private final RunStore store;
  private boolean done;
  private int gridsAlike;
  private long firstAlikeImages;
  private double fakesDistance;
  private boolean overdue;
  private TrainingListener others = new TrainingListener() {};

  /**
   * Prepares to record a run.
   *
   * @param folder where to
   * @param description what the run follows from
   * @param state the networks
   * @param grid what the image grids show
   * @param keeping which snapshots stay, and who is told of what cannot be written
   */
  public RunRecorder(
      RunFolder folder,
      RunDescription description,
      TrainingState state,
      SnapshotGrid grid,
      Keeping keeping) {
    this.folder = folder;
    this.description = description;
    this.state = state;
    this.grid = grid;
    this.store = new RunStore(folder, keeping);
    this.range = DynamicRange.of(description.config().train().drangeNet());
  }

  /** Says who else is told of grids that have been drawn and snapshots that have been saved. */
  public void tell(TrainingListener listener) {
    others = listener;
  }

  /** The grid of real images. */
  public RawImage reals() {
    return grid.reals();
  }

  /**
   * Writes what a run begins with: the configuration and the first grids.
   *
   * @param start the schedule at the beginning
   * @return the grid of generated images
   * @throws IOException if the folder cannot be written
   */
  public RawImage begin(ScheduleState start) throws IOException {
    description.write(folder);
    new RunHistory(folder).cut(0);
    gridsAlike = 0;
    firstAlikeImages = 0;
    PngWriter.write(grid.reals(), folder.reals());
    RawImage fakes = drawFakes(start);
    PngWriter.write(fakes, folder.fakes(0));
    return fakes;
  }

  /**
   * Prepares the folder of a run that goes on: its configuration is written anew, and what a crash
   * has left after the snapshot is removed, so that no tick is recorded twice. A folder that is
   * new, for a snapshot from elsewhere, gets the grid of reals.
   *
   * @param position of the snapshot
   * @return how long the training had taken when the snapshot was saved
   * @throws IOException if the folder cannot be read or written
   */
  public TickTimes resume(TrainingPosition position) throws IOException {
    Files.deleteIfExists(folder.done());
    gridsAlike = 0;
    description.write(folder);
    RunHistory history = new RunHistory(folder);
    history.cut(position.progress().tick());
    store.goOn(position.progress().imagesSeen());
    if (!Files.exists(folder.reals())) {
      PngWriter.write(grid.reals(), folder.reals());
    }
    return history.times(position.progress().imagesSeen());
  }

  @Override
  public void tickEnded(TickReport report) {
    store.attempt("statistics", () -> store.addStatistics(TickStatistics.of(report, state)));
    if (report.end().imageSnapshotDue()) {
      long imagesSeen = report.end().imagesSeen();
      RawImage fakes = drawFakes(report.end().state());
      firstAlikeImages = gridsAlike == 1 ? imagesSeen : firstAlikeImages;
      store.attempt("grid", () -> PngWriter.write(fakes, folder.fakes(imagesSeen)));
      others.gridDrawn(fakes, imagesSeen);
    }
    done = report.end().done();
  }

  private RawImage drawFakes(ScheduleState schedule) {
    RunConfig config = description.config();
    DatasetShape shape = description.datasetShape();
    StageSize size =
        new StageSize(Stage.at(schedule.lod(), shape.resolutionLog2()), schedule.minibatch());
    int wanted = Math.max(1, schedule.minibatch() / config.separateReplicas());
    int minibatch =
        imagesBeside.computeIfAbsent(
            size, key -> StageMemory.imagesBeside(config, shape, key, wanted));
    RawImage fakes = grid.fakes(state, schedule.lod(), minibatch, range);
    double distance = grid.distance(fakes);
    boolean alike = distance < ALIKE * grid.distance(grid.reals());
    gridsAlike = alike ? gridsAlike + 1 : 0;
    fakesDistance = distance;
    return fakes;
  }

  /** Two grids in a row, since the first ones of a training may be pale. */
  @Override
  public List<String> signsOfDivergence() {
    return gridsAlike < 2
        ? List.of()
        : List.of(
            String.format(
                Locale.ROOT,
                "the generator makes one image (those of the grid differ by %.2f of 255)",
                fakesDistance));
  }

  /**
   * The images at which a generator that makes one image was first seen; snapshots of so many or
   * more may be of no use. {@link Long#MAX_VALUE} while it makes several.
   */
  public long goodUntil() {
    return gridsAlike == 0 ? Long.MAX_VALUE : firstAlikeImages;
  }

  @Override
  public boolean snapshotOverdue() {
    return overdue;
  }

  @Override
  public void snapshotDue(TrainingPosition position, TickTimes times) throws IOException {
    if (done) {
      finish(position, times);
    } else {
      overdue = !store.attempt("snapshot", () -> store.save(state, info(position), times));
    }
    if (!overdue) {
      others.snapshotSaved(folder.snapshot(position.progress().imagesSeen()), position);
      clear();
    }
  }

  /**
   * Old snapshots go when the new one is there and has been measured. After a first grid of one
   * image nothing goes: the next grid may show that the new ones are of no use.
   */
  private void clear() {
    if (gridsAlike != 1) {
      store.clear();
    }
  }

  /** Nothing comes after the end that could try again, so this waits for a place on the disk. */
  private void finish(TrainingPosition position, TickTimes times) throws IOException {
    store.insist(
        () -> {
          store.save(state, info(position), times);
          SnapshotWriter.write(folder.finalSnapshot(), state, info(position));
          AtomicFile.write(folder.done(), out -> {});
        });
    overdue = false;
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
    store.save(state, info(position), times);
    clear();
    return folder.snapshot(position.progress().imagesSeen());
  }

  private SnapshotInfo info(TrainingPosition position) {
    return SnapshotInfo.of(description.config(), description.datasetShape(), state, position);
  }
}
