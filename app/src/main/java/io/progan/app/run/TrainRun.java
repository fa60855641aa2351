package io.progan.app.run;

import io.progan.app.console.Console;
import io.progan.app.console.HumanFormat;
import io.progan.app.console.StopSignal;
import io.progan.app.ranking.MetricRanking;
import io.progan.core.dataset.TrainingSet;
import io.progan.core.device.DataTypes;
import io.progan.core.device.Machine;
import io.progan.core.device.MemoryLimit;
import io.progan.core.record.EventRecorder;
import io.progan.core.snapshot.Keeping;
import io.progan.core.snapshot.RunDescription;
import io.progan.core.snapshot.RunFolder;
import io.progan.core.snapshot.RunLock;
import io.progan.core.snapshot.RunRecorder;
import io.progan.core.training.Seeds;
import io.progan.core.training.SnapshotGrid;
import io.progan.core.training.TrainingListener;
import io.progan.core.training.state.TrainingState;
import io.progan.presets.config.DatasetShape;
import io.progan.presets.config.RunConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.nd4j.linalg.factory.Nd4j;

/**
 * A training run with everything resolved and checked.
 *
 * @param config the configuration
 * @param dataset the opened dataset
 * @param place where it reads and writes
 * @param safety how it is kept
 * @param from trained networks that it starts from, if any
 * @param version of the programme, for the record
 * @param console where to write
 * @param stop whether the user has pressed Ctrl-C
 */
public record TrainRun(
    RunConfig config,
    RunDataset dataset,
    RunPlace place,
    RunSafety safety,
    Optional<TransferStart> from,
    String version,
    Console console,
    StopSignal stop) {

  /**
   * How long the process waits, after Ctrl-C, for an iteration to end and a snapshot to be saved.
   */
  private static final int STOP_PATIENCE_SECONDS = 600;

  /**
   * Trains.
   *
   * @param extension is told of the training, too
   * @return one of {@link io.progan.app.console.ExitCode}
   * @throws IOException if the dataset cannot be read or the run folder cannot be written
   */
  public int run(RunExtension extension) throws IOException {
    if (safety.preflight()) {
      new PreflightCheck(config, dataset.shape(), console).run();
    }
    stop.listen(STOP_PATIENCE_SECONDS);
    boolean isNew = place.isNew();
    RunFolder folder = place.folder();
    try {
      return locked(folder, extension);
    } catch (RunLock.HeldException e) {
      throw e; // the folder is another process's
    } catch (IOException | UncheckedIOException e) {
      if (isNew) {
        RunEnding.discardUnbegun(folder, e);
      }
      throw e;
    }
  }

  private int locked(RunFolder folder, RunExtension extension) throws IOException {
    RunLock lock = RunLock.take(folder);
    try (lock) {
      return new RunEnding(folder, console).of(() -> train(folder, extension), stop);
    }
  }

  private int train(RunFolder folder, RunExtension extension) throws IOException {
    try (TrainingState state =
        new TrainingState(config, dataset.shape(), DataTypes.of(config.generator().dtype()))) {
      console.transcript().keepIn(folder.log());
      introduce(folder, state);
      RunDescription description =
          new RunDescription(
              version, dataset.shape(), config, kept(extension), Optional.of(Machine.current()));
      Keeping keeping = new Keeping(safety.retention(), new MetricRanking(folder), console::note);
      EventRecorder events =
          new EventRecorder(folder, state, config.train().weightHistograms(), console::note);
      RunRecorder recorder =
          new RunRecorder(folder, description, state, chooseGrid(state), keeping);
      TrainingListener more = extension.listener(folder, config);
      return new TrainSession(this, folder, state, recorder, events, more).train();
    }
  }

  /** What a run that goes on, or is looked at, is to know. */
  private Map<String, String> kept(RunExtension extension) {
    Map<String, String> kept = new TreeMap<>(safety.kept());
    kept.putAll(extension.kept());
    kept.putAll(DatasetPlace.kept(dataset.files()));
    from.ifPresent(start -> kept.putAll(start.kept()));
    return kept;
  }

  private void introduce(RunFolder folder, TrainingState state) {
    DatasetShape shape = dataset.shape();
    String images =
        dataset
            .files()
            .map(files -> HumanFormat.count(files.numImages(), "image"))
            .orElse("synthetic images");
    console.say(
        "%s: %s, %dx%d, %s%s"
            .formatted(
                datasetName(),
                images,
                shape.resolution(),
                shape.resolution(),
                shape.numChannels() == 1 ? "grey" : "RGB",
                shape.labelSize() == 0 ? "" : ", labels of " + shape.labelSize()));
    ClassCounts.of(dataset).ifPresent(classes -> console.say(classes.line()));
    console.say(
        String.format(
            Locale.ROOT,
            "generator %,d parameters, discriminator %,d; training for %s kimg",
            state.generator().parameterCount(),
            state.discriminator().parameterCount(),
            HumanFormat.number(config.train().totalKimg())));
    HalfPrecisionNote.of(config).ifPresent(console::say);
    from.filter(start -> place.isNew())
        .ifPresent(start -> console.say("starting from " + start.snapshot()));
    forecast();
    place
        .resume()
        .ifPresent(
            point -> {
              if (point.saved().isEmpty()) {
                console.note(folder.path() + ": no snapshot yet; beginning again from the start");
              }
              console.say(
                  "going on at %s kimg from %s"
                      .formatted(
                          HumanFormat.number(point.kimg()),
                          point.saved().map(ResumePoint.Saved::file).orElse(folder.config())));
            });
    if (place.isNew()) {
      console.say("writing to " + folder.path());
    }
  }

  /** Estimates the stages to come; a GPU's own memory is not known here. */
  private void forecast() {
    if (!Nd4j.getEnvironment().isCPU()) {
      return;
    }
    MemoryForecast forecast = new MemoryForecast(config, dataset.shape());
    double from = place.resume().map(ResumePoint::kimg).orElse(0.0);
    console.say(forecast.summary(from, MemoryLimit.bytes()));
    forecast.warnings(from, MemoryLimit.bytes()).forEach(console::note);
  }

  private String datasetName() {
    return dataset.files().map(files -> files.name()).orElse("synthetic");
  }

  private SnapshotGrid chooseGrid(TrainingState state) throws IOException {
    Seeds seeds = new Seeds(config.randomSeed());
    try (TrainingSet set = trainingSet()) {
      return SnapshotGrid.choose(config.grid(), set, seeds.grid(), state.generator());
    }
  }

  /** The real images in the order of the run's seed; owned by the caller. */
  TrainingSet trainingSet() {
    return dataset.trainingSet(config);
  }
}
