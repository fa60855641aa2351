package io.progan.app.run;

import io.progan.app.console.CommandFailure;
import io.progan.app.console.Console;
import io.progan.app.console.ExitCode;
import io.progan.app.console.HumanFormat;
import io.progan.app.console.StopSignal;
import io.progan.core.backend.DataTypes;
import io.progan.core.dataset.ShardTrainingSet;
import io.progan.core.dataset.SyntheticTrainingSet;
import io.progan.core.dataset.TrainingSet;
import io.progan.core.snapshot.RunFolder;
import io.progan.core.snapshot.RunRecorder;
import io.progan.core.snapshot.SnapshotReader;
import io.progan.core.training.Seeds;
import io.progan.core.training.SnapshotGrid;
import io.progan.core.training.Trainer;
import io.progan.core.training.TrainingDivergedException;
import io.progan.core.training.TrainingPosition;
import io.progan.core.training.TrainingState;
import io.progan.dataset.numpy.RandomState;
import io.progan.presets.config.DatasetShape;
import io.progan.presets.config.RunConfig;
import io.progan.presets.schedule.ProgressState;
import io.progan.presets.schedule.TrainingSchedule;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * A training run with everything resolved and checked.
 *
 * @param config the configuration
 * @param dataset the opened dataset
 * @param place where it reads and writes
 * @param version of the programme, for the record
 * @param console where to write
 * @param stop whether the user has pressed Ctrl-C
 */
public record TrainRun(
    RunConfig config,
    RunDataset dataset,
    RunPlace place,
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
   * @return one of {@link ExitCode}
   * @throws IOException if the dataset cannot be read or the run folder cannot be written
   */
  public int run() throws IOException {
    Seeds seeds = new Seeds(config.randomSeed());
    RunFolder folder = place.folder();
    stop.listen(STOP_PATIENCE_SECONDS);
    console.transcript().keepIn(folder.log());
    try (TrainingState state =
            new TrainingState(config, dataset.shape(), DataTypes.of(config.generator().dtype()));
        TrainingSet set = trainingSet(seeds.order())) {
      introduce(folder, state);
      SnapshotGrid grid = chooseGrid(seeds, state);
      RunRecorder recorder = new RunRecorder(folder, config, dataset.shape(), state, grid);
      try (Trainer trainer =
          place.resume().isPresent()
              ? resume(place.resume().get(), set, state, recorder)
              : begin(seeds, set, state, recorder)) {
        return train(trainer, recorder)
            ? finished(folder)
            : stopped(folder, recorder.save(trainer.position(), trainer.times()));
      } catch (TrainingDivergedException e) {
        throw new CommandFailure(
            ExitCode.DIVERGED,
            e.getMessage() + "; try a lower learning rate (sched.gLrateBase, sched.dLrateBase)",
            e);
      }
    }
  }

  private Trainer begin(Seeds seeds, TrainingSet set, TrainingState state, RunRecorder recorder)
      throws IOException {
    state.initialize(seeds.weights());
    TrainingSchedule schedule =
        new TrainingSchedule(config.sched(), dataset.shape().resolution(), config.numGpus());
    recorder.begin(version, schedule.at(0));
    return new Trainer(config, set, state, seeds.steps(), ProgressState.START);
  }

  private Trainer resume(
      ResumePoint point, TrainingSet set, TrainingState state, RunRecorder recorder)
      throws IOException {
    try (SnapshotReader reader = new SnapshotReader(point.snapshot())) {
      reader.restore(state);
    }
    TrainingPosition position = point.info().position();
    return Trainer.resume(config, set, state, position, recorder.resume(version, position));
  }

  private boolean train(Trainer trainer, RunRecorder recorder) throws IOException {
    try (TrainingConsole shown = new TrainingConsole(console, config.train().totalKimg())) {
      return trainer.run(new Listeners(List.of(shown, recorder)), stop::requested);
    }
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
    console.say(
        String.format(
            Locale.ROOT,
            "generator %,d parameters, discriminator %,d; training for %s kimg",
            state.generator().parameterCount(),
            state.discriminator().parameterCount(),
            HumanFormat.number(config.train().totalKimg())));
    console.say(
        place
            .resume()
            .map(
                point ->
                    "going on at %s kimg from %s"
                        .formatted(HumanFormat.number(point.info().kimg()), point.snapshot()))
            .orElse("writing to " + folder.path()));
  }

  private String datasetName() {
    return dataset.files().map(files -> files.name()).orElse("synthetic");
  }

  private SnapshotGrid chooseGrid(Seeds seeds, TrainingState state) throws IOException {
    try (TrainingSet set = trainingSet(seeds.order())) {
      return SnapshotGrid.choose(config.grid(), set, seeds.grid(), state.generator().latentSize());
    }
  }

  private TrainingSet trainingSet(RandomState order) {
    return dataset
        .files()
        .<TrainingSet>map(files -> new ShardTrainingSet(files, config.dataset(), order))
        .orElseGet(() -> new SyntheticTrainingSet(dataset.shape()));
  }

  private int finished(RunFolder folder) {
    console.say("done: " + folder.finalSnapshot());
    return ExitCode.DONE;
  }

  private int stopped(RunFolder folder, Path snapshot) {
    console.say("stopped; saved " + snapshot);
    console.say("to go on: " + place.command(folder));
    return ExitCode.STOPPED;
  }
}
