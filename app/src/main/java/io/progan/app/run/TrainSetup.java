package io.progan.app.run;

import io.progan.app.choice.Backend;
import io.progan.app.console.CommandFailure;
import io.progan.app.console.Console;
import io.progan.app.console.HumanFormat;
import io.progan.app.console.StopSignal;
import io.progan.app.dataset.DatasetMaker;
import io.progan.app.dataset.Datasets;
import io.progan.core.plan.lowering.Lowerings;
import io.progan.presets.config.ConfigJson;
import io.progan.presets.config.DatasetShape;
import io.progan.presets.config.Kernels;
import io.progan.presets.config.RunConfig;
import io.progan.presets.preset.ConfigResolver;
import io.progan.presets.schedule.ConfigCheck;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * From what a user asks for to a run, new or going on: resolves, opens and checks, in the order in
 * which errors cost least.
 */
public final class TrainSetup {

  /** In the folder's name of a run that begins with a snapshot from elsewhere. */
  private static final String IMPORTED = "imported";

  private final RunRequest request;
  private final RunSafety safety;
  private final Backend backend;
  private final Console console;
  private final StopSignal stop;

  /** A set-up of what is asked for. */
  public TrainSetup(
      RunRequest request, RunSafety safety, Backend backend, Console console, StopSignal stop) {
    this.request = request;
    this.safety = safety;
    this.backend = backend;
    this.console = console;
    this.stop = stop;
  }

  /**
   * What a new run would do; writes nothing.
   *
   * @throws io.progan.presets.config.ConfigException if the configuration is wrong
   * @throws IOException if the dataset is damaged
   */
  public RunPlan plan() throws IOException {
    RunConfig config = resolved();
    Path dataDir = request.dataDir().orElse(DatasetPlace.USUAL);
    RunDataset dataset =
        RunDataset.plan(config.dataset(), dataDir, request.namesDataset(), console);
    List<String> notes = check(config, dataset);
    start(config, dataset);
    if (backend == Backend.CPU) {
      backend.prepare(); // an estimate asks oneDNN
      replicas(config).ifPresent(notes::add);
    }
    notes.forEach(console::note);
    return new RunPlan(config, dataset.shape(), ClassCounts.of(dataset));
  }

  /**
   * Whether nothing is left to do of a run; says so on the console.
   *
   * @throws CommandFailure if the length asked for is already behind the run
   */
  public boolean finished(ResumePoint point) {
    double wanted = changed(point).train().totalKimg();
    String kimg = HumanFormat.number(point.kimg());
    boolean asked = request.config().options().containsKey(RunRequest.TOTAL_KIMG);
    if (asked && point.kimg() >= wanted && !point.reaches(point.config().train().totalKimg())) {
      throw CommandFailure.wrongUsage(
          "--total-kimg: the run has shown %s kimg already; give more".formatted(kimg));
    }
    if (!point.reaches(wanted)) {
      return false;
    }
    console
        .out()
        .println(
            "%s: finished at %s kimg; a larger --total-kimg extends it"
                .formatted(point.folder().path(), kimg));
    return true;
  }

  /**
   * The run, ready to start or to go on.
   *
   * @param version of the programme, for the run's record
   * @param resume where it goes on; empty for a new run
   * @throws io.progan.presets.config.ConfigException if the configuration is wrong
   * @throws CommandFailure if the images are not those of the run that goes on
   * @throws IOException if the dataset is damaged or a folder cannot be made
   */
  public TrainRun open(String version, Optional<ResumePoint> resume) throws IOException {
    RunConfig asked = resume.isPresent() ? changed(resume.get()) : resolved();
    backend.prepare();
    RunConfig config = withKernels(asked);
    RunThreads.choose(
            request.threads(),
            resume.filter(point -> !point.isLone()).flatMap(ResumePoint::machine),
            System.getenv("OMP_THREAD_LIMIT"))
        .forEach(console::note);
    RunPlace place = new RunPlace(request.results(), words(config, resume), request.name(), resume);
    ResultsFolder results = new ResultsFolder(request.results());
    if (resume.isEmpty()) {
      results.check();
      place.check();
    }
    RunDataset dataset =
        RunDataset.open(config.dataset(), images(resume), new DatasetMaker(console, stop));
    List<String> notes =
        resume.isPresent() ? compare(resume.get(), dataset) : check(config, dataset);
    Optional<TransferStart> from =
        resume.isPresent() ? TransferStart.kept(resume.get().options()) : start(config, dataset);
    if (place.isNew()) {
      results.make();
    }
    replicas(config).ifPresent(notes::add);
    resume.ifPresent(point -> notes.addAll(otherKernels(point, config)));
    notes.forEach(console::note);
    RunSafety kept = resume.map(point -> safety.orElse(point.options())).orElse(safety);
    return new TrainRun(config, dataset, place, kept, from, version, console, stop);
  }

  /**
   * The configuration of a new run; one that starts from trained networks begins where they are.
   */
  private RunConfig resolved() throws IOException {
    RunConfig config = ConfigResolver.resolve(request.config());
    return request.from().isEmpty() || request.setsInitialResolution()
        ? config
        : TransferStart.beginning(config, request.from().get().target(), request.results());
  }

  /** The configuration with the kernels that compute from now on. */
  private static RunConfig withKernels(RunConfig config) {
    Kernels kernels = Lowerings.use(config.train().kernels());
    return ConfigJson.with(config, Map.of("train", Map.of("kernels", kernels.jsonName())));
  }

  /** What changes the bits of a run that goes on. */
  private static List<String> otherKernels(ResumePoint point, RunConfig config) {
    Kernels before = point.config().train().kernels();
    Kernels now = config.train().kernels();
    return before == now || before == Kernels.AUTO
        ? List.of()
        : List.of(
            "the run goes on, but not to the same bits as where it began: kernels %s instead of %s"
                .formatted(now.jsonName(), before.jsonName()));
  }

  private Optional<TransferStart> start(RunConfig config, RunDataset dataset) throws IOException {
    return request.from().isEmpty()
        ? Optional.empty()
        : Optional.of(
            TransferStart.of(request.from().get(), request.results(), config, dataset, console));
  }

  /** The configuration of a run with what is to be other from now on. */
  private RunConfig changed(ResumePoint point) {
    RunConfig config = ConfigResolver.change(point.config(), request.config());
    if (request.config().options().containsKey(RunRequest.REPLICAS)) {
      Map<String, Integer> replicas = Map.of(RunRequest.REPLICAS, config.replicas());
      RunConfig other = ConfigJson.with(point.config(), replicas);
      ReplicaChange.check(point.config(), other, point.shape().resolution());
    }
    return config;
  }

  private String words(RunConfig config, Optional<ResumePoint> resume) {
    return resume.isPresent()
        ? RunName.of(config, IMPORTED, List.of())
        : RunName.of(config, request.config().preset(), request.config().overlays());
  }

  private DatasetPlace images(Optional<ResumePoint> resume) throws IOException {
    if (resume.isEmpty()) {
      return DatasetPlace.in(request.dataDir().orElse(DatasetPlace.USUAL));
    }
    Optional<String> name = Optional.ofNullable(request.config().datasetName());
    return DatasetPlace.ofRun(resume.get().folder(), name, request.dataDir());
  }

  private static List<String> check(RunConfig config, RunDataset dataset) {
    ConfigCheck.check(config, dataset.shape());
    boolean wanted = config.dataset().maxLabelSize().apply(Integer.MAX_VALUE) > 0;
    List<String> notes = new ArrayList<>();
    dataset.files().flatMap(Datasets::partNote).ifPresent(notes::add);
    if (wanted && dataset.shape().labelSize() == 0) {
      notes.add("the dataset has no labels, so dataset.maxLabelSize has no effect");
    }
    ClassCounts.of(dataset).ifPresent(classes -> notes.addAll(classes.check()));
    return notes;
  }

  private static List<String> compare(ResumePoint point, RunDataset dataset) {
    if (!dataset.shape().equals(point.shape())) {
      throw CommandFailure.wrongUsage(
          "--resume: the dataset has %s, but the run was trained on %s; name its dataset with --dataset"
                  .formatted(words(dataset.shape()), words(point.shape()))
              + " or --data-dir");
    }
    return new ArrayList<>();
  }

  private static String words(DatasetShape shape) {
    return "%dx%d images of %s and labels of size %d"
        .formatted(
            shape.resolution(),
            shape.resolution(),
            HumanFormat.count(shape.numChannels(), "channel"),
            shape.labelSize());
  }

  /** Says so when replicas have to share devices. */
  private Optional<String> replicas(RunConfig config) {
    int replicas = config.replicas();
    int devices = replicas == 1 ? 1 : backend.devices();
    if (replicas <= devices) {
      return Optional.empty();
    }
    String shared = devices == 1 ? "one device" : devices + " devices";
    String kind = backend.optionName().toUpperCase(Locale.ROOT);
    return Optional.of("%d replicas share %s (%s)".formatted(replicas, shared, kind));
  }
}
