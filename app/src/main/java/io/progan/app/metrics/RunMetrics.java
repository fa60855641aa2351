package io.progan.app.metrics;

import io.progan.app.console.CommandFailure;
import io.progan.app.console.Console;
import io.progan.app.console.ExitCode;
import io.progan.app.metrics.MetricSession.Subject;
import io.progan.core.generate.Generator;
import io.progan.core.snapshot.SnapshotException;
import io.progan.dataset.DatasetException;
import io.progan.metrics.registry.MetricKind;
import io.progan.metrics.registry.SavedReals;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;

/**
 * Measures the networks of a run, newest first, against the dataset that it was trained on, as the
 * original programme does. A network that was measured before under the same conditions is only
 * shown again.
 */
public final class RunMetrics {

  private final MetricsRequest request;
  private final Options options;
  private final RunReals runReals;
  private final Console console;
  private final MetricsReport report;

  /**
   * How results are made and kept.
   *
   * @param force measure again what was measured before
   * @param cached whether statistics of the dataset are kept beside it
   * @param out the folder that keeps the results; empty for the run's
   * @param cancelled asked before each minibatch
   */
  public record Options(
      boolean force, boolean cached, Optional<Path> out, BooleanSupplier cancelled) {}

  /**
   * @param runReals finds the dataset
   * @param report shows the results
   */
  public RunMetrics(
      MetricsRequest request,
      Options options,
      RunReals runReals,
      Console console,
      MetricsReport report) {
    this.request = request;
    this.options = options;
    this.runReals = runReals;
    this.console = console;
    this.report = report;
  }

  /**
   * Measures.
   *
   * @param paths snapshots of one run, the newest first
   * @throws CommandFailure if none of them can be read, or at the end if one could not
   * @throws IOException if the dataset cannot be read, or a result not be kept
   */
  public void run(List<Path> paths) throws IOException {
    request.requireNetwork();
    List<SnapshotFile> snapshots = open(paths);
    SnapshotFile newest = snapshots.get(0);
    ShardSamples reals = runReals.open(newest, request.mirrorSeed());
    Map<String, Object> settings =
        Map.of(
            "latentSeed",
            request.latentSeed(),
            "mirror",
            newest.info().runConfig().train().mirrorAugment());
    Subject subject = new Subject(reals, reals.identity(), settings, kind -> counts(kind, reals));
    try (MetricSession session = MetricSession.open(request, subject)) {
      noteRepeats(reals);
      Path run = newest.path().toAbsolutePath().getParent();
      MetricFolder folder = new MetricFolder(options.out().orElse(run));
      session.warning().ifPresent(console::note);
      report.begin(session.columns(), session.networkDescription());
      new Pass(session, folder, reals).measure(snapshots);
    }
    if (snapshots.size() < paths.size()) {
      throw new CommandFailure(
          ExitCode.FAILED,
          "%d of %d snapshots could not be read"
              .formatted(paths.size() - snapshots.size(), paths.size()));
    }
  }

  private ImageCounts counts(MetricKind kind, ShardSamples reals) {
    int images = request.images(kind);
    return new ImageCounts(
        kind.needsDistinctReals() ? Math.min(images, reals.count()) : images, images);
  }

  private List<SnapshotFile> open(List<Path> paths) throws IOException {
    List<SnapshotFile> snapshots = new ArrayList<>();
    for (Path path : paths) {
      try {
        snapshots.add(SnapshotFile.open(path));
      } catch (SnapshotException | DatasetException e) {
        if (paths.size() == 1) {
          throw CommandFailure.wrongUsage(e.getMessage());
        }
        console.note(e.getMessage() + "; left out");
      }
    }
    if (snapshots.isEmpty()) {
      throw CommandFailure.wrongUsage(
          paths.get(0).toAbsolutePath().getParent() + ": no snapshot that is complete");
    }
    return snapshots;
  }

  private void noteRepeats(ShardSamples reals) {
    int most = request.kinds().stream().mapToInt(request::images).max().orElse(0);
    if (most > reals.count()) {
      console.note(
          "%s: has %d images, fewer than the %d of a set, so they repeat; --num-images takes fewer"
              .formatted(reals.path(), reals.count(), most));
    }
  }

  /** One time through the rows of the table. */
  private final class Pass {
    private final ResultRecorder recorder;
    private final MetricFolder folder;
    private final ShardSamples reals;
    private final RealsCache cache;
    private final List<MetricJob> jobs;
    private final Evaluator evaluator;

    Pass(MetricSession session, MetricFolder folder, ShardSamples reals) {
      this.recorder = new ResultRecorder(session, folder, report);
      this.folder = folder;
      this.reals = reals;
      this.cache = options.cached() ? RealsCache.of(reals, console) : RealsCache.none();
      this.jobs = session.jobs();
      this.evaluator = session.evaluator(console, options.cancelled());
    }

    void measure(List<SnapshotFile> snapshots) throws IOException {
      List<List<MetricKind>> missing = new ArrayList<>();
      Set<MetricKind> needed = EnumSet.noneOf(MetricKind.class);
      for (SnapshotFile snapshot : snapshots) {
        List<MetricKind> kinds = missing(snapshot);
        missing.add(kinds);
        needed.addAll(kinds);
      }
      measureReals(needed);
      for (int i = 0; i < snapshots.size(); i++) {
        SnapshotFile snapshot = snapshots.get(i);
        recorder.record(measure(snapshot, missing.get(i)), MetricRow.of(snapshot));
      }
    }

    private List<MetricKind> missing(SnapshotFile snapshot) throws IOException {
      List<MetricKind> missing = new ArrayList<>();
      for (MetricJob job : jobs) {
        if (options.force() || folder.find(job.conditions(), MetricRow.of(snapshot)).isEmpty()) {
          missing.add(job.kind());
        }
      }
      return missing;
    }

    private void measureReals(Set<MetricKind> needed) throws IOException {
      recorder.record(evaluator.reals(reals, cache, needed), MetricRow.REALS);
      for (MetricJob job : jobs) {
        if (job.kind() == MetricKind.SWD) {
          boolean known = folder.find(job.conditions(), MetricRow.REALS2).isPresent();
          boolean again = !known && needed.contains(MetricKind.SWD);
          recorder.record(again ? measureReals2(job) : PassResult.NOTHING, MetricRow.REALS2);
        }
      }
    }

    /** The images after those of the reals, which tell how close a set can come. */
    private PassResult measureReals2(MetricJob job) throws IOException {
      MetricConditions conditions = job.conditions().withMetric("swd-reals2");
      Optional<SavedReals> saved = cache.load(conditions);
      if (saved.isPresent()) {
        return new PassResult(Map.of(MetricKind.SWD, saved.get().row()), 0);
      }
      try (SampleReader reader = reals.open(job.realImages())) {
        PassResult result =
            evaluator.compare(reader, List.of(MetricKind.SWD), reals.path().toString(), "reals2");
        cache.store(conditions, SavedReals.ofRow(result.values().get(MetricKind.SWD)));
        return result;
      }
    }

    private PassResult measure(SnapshotFile snapshot, List<MetricKind> kinds) throws IOException {
      if (kinds.isEmpty()) {
        return PassResult.NOTHING;
      }
      try (Generator generator = Generator.load(snapshot.path())) {
        SampleReader fakes =
            new GeneratedSamples(generator, request.latentSeed(), reals.dataset().labels());
        return evaluator.compare(
            fakes, kinds, snapshot.path().toString(), snapshot.row() + " kimg");
      }
    }
  }
}
