package io.progan.core.record;

import io.progan.core.device.HostValues;
import io.progan.core.image.JpegPreview;
import io.progan.core.snapshot.RunFolder;
import io.progan.core.snapshot.TickStatistics;
import io.progan.core.state.Slot;
import io.progan.core.state.StateVector;
import io.progan.core.training.TrainingDivergedException;
import io.progan.core.training.TrainingListener;
import io.progan.core.training.state.TrainingState;
import io.progan.core.training.tick.TickReport;
import io.progan.dataset.RawImage;
import io.progan.dataset.picture.PictureWriter;
import java.io.IOException;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Writes a run's TensorBoard events: numbers and, if wanted, histograms of the weights every tick,
 * the image grids, and texts. Steps are real images shown.
 */
public final class EventRecorder implements TrainingListener {

  private static final int GRID_PIXELS = 2048;
  private static final double GRID_QUALITY = 0.9;

  private final RunFolder folder;
  private final TrainingState state;
  private final boolean histograms;
  private final Consumer<String> warnings;
  private EventFile file;

  /** The numbers of a tick whose grid is still to be drawn; null if there is none. */
  private Summary waiting;

  /** A grid whose tick has not ended for this listener; null if there is none. */
  private RawImage early;

  /**
   * Prepares to write.
   *
   * @param folder the run's folder
   * @param state the networks
   * @param histograms whether to write histograms of all weights every tick
   * @param warnings told in one line of what could not be written; the training goes on
   */
  public EventRecorder(
      RunFolder folder, TrainingState state, boolean histograms, Consumer<String> warnings) {
    this.folder = folder;
    this.state = state;
    this.histograms = histograms;
    this.warnings = warnings;
  }

  /**
   * Begins the events of a new run; those of an earlier beginning in the folder are removed.
   *
   * @param texts what the run is, as Markdown by tag
   * @param reals the grid of real images
   * @param fakes the first grid of generated ones
   * @throws IOException if the folder cannot be written
   */
  public void begin(Map<String, String> texts, RawImage reals, RawImage fakes) throws IOException {
    file = EventFile.resume(folder.path(), -1);
    Summary summary = new Summary(0);
    texts.forEach(summary::text);
    addGrid(summary, "Reals", reals);
    addGrid(summary, "Fakes", fakes);
    file.write(summary);
  }

  /**
   * Goes on with the events of an old run, of which those of later steps are removed.
   *
   * @param imagesSeen real images shown where the run goes on
   * @throws IOException if the folder cannot be read or written
   */
  public void resume(long imagesSeen) throws IOException {
    file = EventFile.resume(folder.path(), imagesSeen);
    waiting = null;
    early = null;
  }

  @Override
  public void tickEnded(TickReport report) {
    Summary summary = new Summary(report.end().imagesSeen());
    TickScalars.add(TickStatistics.of(report, state), summary);
    if (histograms) {
      addHistograms(summary, state.generator().name(), state.generatorWeights());
      addHistograms(summary, state.discriminator().name(), state.discriminatorWeights());
    }
    if (report.end().imageSnapshotDue()) {
      waiting = summary;
      writeWithGrid();
    } else {
      write(summary);
    }
  }

  @Override
  public void gridDrawn(RawImage grid, long imagesSeen) {
    early = grid;
    writeWithGrid();
  }

  /** Numbers and grid of a tick are one event, whichever comes first. */
  private void writeWithGrid() {
    if (waiting != null && early != null) {
      addGrid(waiting, "Fakes", early);
      write(waiting);
      waiting = null;
      early = null;
    }
  }

  @Override
  public boolean diverged(TrainingDivergedException seen) {
    write(new Summary(seen.imagesSeen()).text("Divergence", seen.getMessage()));
    return false;
  }

  /** Writes values of any kind; what finds no room on the disk waits for the next ones. */
  public void write(Summary summary) {
    try {
      file.write(summary);
    } catch (IOException e) {
      warnings.accept(
          "warning: the TensorBoard events cannot be written (%s); they wait for the next tick"
              .formatted(e.getMessage()));
    }
  }

  private static void addHistograms(Summary summary, String network, StateVector weights) {
    for (Slot slot : weights.slots()) {
      float[] values = HostValues.floats(weights.view(slot.name()));
      Histogram.of(values)
          .ifPresent(found -> summary.histogram(network + "/" + slot.name(), found));
    }
  }

  private static void addGrid(Summary summary, String tag, RawImage grid) {
    JpegPreview preview = JpegPreview.of(PictureWriter.buffered(grid), GRID_PIXELS, GRID_QUALITY);
    summary.image(tag, preview.width(), preview.height(), preview.jpeg());
  }
}
