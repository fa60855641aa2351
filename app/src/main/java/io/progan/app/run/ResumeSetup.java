package io.progan.app.run;

import io.progan.app.console.CommandFailure;
import io.progan.app.console.Console;
import io.progan.app.console.HumanFormat;
import io.progan.app.console.StopSignal;
import io.progan.app.dataset.DatasetMaker;
import io.progan.app.mixin.Backend;
import io.progan.app.mixin.RunOptions;
import io.progan.app.mixin.SafetyOptions;
import io.progan.presets.config.ConfigJson;
import io.progan.presets.config.DatasetShape;
import io.progan.presets.config.RunConfig;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** From a snapshot to a run that goes on. */
public final class ResumeSetup {

  /** In the folder's name of a run that begins with a snapshot from elsewhere. */
  private static final String IMPORTED = "imported";

  private final RunOptions options;
  private final SafetyOptions safety;
  private final Backend backend;
  private final Console console;
  private final StopSignal stop;

  /** A set-up from parsed options. */
  public ResumeSetup(
      RunOptions options, SafetyOptions safety, Backend backend, Console console, StopSignal stop) {
    this.options = options;
    this.safety = safety;
    this.backend = backend;
    this.console = console;
    this.stop = stop;
  }

  /**
   * Whether nothing is left to do; says so on the console.
   *
   * @throws CommandFailure if the length asked for is already behind the run
   */
  public boolean finished(ResumePoint point) {
    double kimg = point.kimg();
    if (!point.reaches(config(point).train().totalKimg())) {
      return false;
    }
    if (options.totalKimg() != null && !point.reaches(point.config().train().totalKimg())) {
      throw CommandFailure.wrongUsage(
          "--total-kimg: the run has shown %s kimg already; give more"
              .formatted(HumanFormat.number(kimg)));
    }
    console
        .out()
        .println(
            "%s: finished at %s kimg; a larger --total-kimg extends it"
                .formatted(point.folder().path(), HumanFormat.number(kimg)));
    return true;
  }

  /**
   * The run, ready to go on.
   *
   * @param version of the programme, for the run's record
   * @throws CommandFailure if the images are not those of the run
   * @throws IOException if the dataset is damaged
   */
  public TrainRun open(String version, ResumePoint point) throws IOException {
    RunConfig config = config(point);
    backend.prepare();
    DatasetPlace images =
        DatasetPlace.ofRun(
            point.folder(), Optional.ofNullable(options.dataset()), options.chosenDataDir());
    RunDataset dataset = RunDataset.open(config.dataset(), images, new DatasetMaker(console, stop));
    DatasetShape shape = point.shape();
    if (!dataset.shape().equals(shape)) {
      throw CommandFailure.wrongUsage(
          "--resume: the dataset has %s, but the run was trained on %s; name its dataset with --dataset"
                  .formatted(words(dataset.shape()), words(shape))
              + " or --data-dir");
    }
    TrainSetup.replicas(config, backend).ifPresent(console::note);
    if (point.isLone()) {
      new ResultsFolder(options.results()).make();
    }
    String name = RunName.of(config, IMPORTED, List.of());
    RunPlace place = new RunPlace(options.results(), name, Optional.of(point));
    safety.fill(point.options());
    return new TrainRun(config, dataset, place, safety, version, console, stop);
  }

  private RunConfig config(ResumePoint point) {
    Map<String, Object> changes = new LinkedHashMap<>();
    Map<String, Object> train = new LinkedHashMap<>();
    if (options.totalKimg() != null) {
      train.put("totalKimg", options.totalKimg());
    }
    if (options.histograms() != null) {
      train.put("weightHistograms", options.histograms());
    }
    changes.put("train", train);
    if (options.dataset() != null) {
      changes.put("dataset", Map.of("tfrecordDir", options.dataset()));
    }
    if (options.gpus() != null) {
      changes.put("numGpus", options.gpus());
      RunConfig other = ConfigJson.with(point.config(), Map.of("numGpus", options.gpus()));
      ReplicaChange.check(point.config(), other, point.shape().resolution());
    }
    return ConfigJson.with(point.config(), changes);
  }

  private static String words(DatasetShape shape) {
    return "%dx%d images of %s and labels of size %d"
        .formatted(
            shape.resolution(),
            shape.resolution(),
            HumanFormat.count(shape.numChannels(), "channel"),
            shape.labelSize());
  }
}
