package io.progan.app.metrics;

import io.progan.app.console.CommandFailure;
import io.progan.app.console.Console;
import io.progan.app.console.ExitCode;
import io.progan.app.metrics.MetricSession.Job;
import io.progan.app.metrics.MetricSession.Measured;
import io.progan.app.metrics.MetricSession.Subject;
import io.progan.app.metrics.Results.Row;
import io.progan.core.generate.Generator;
import io.progan.core.generate.GeneratorOptions;
import io.progan.core.snapshot.SnapshotException;
import io.progan.dataset.DatasetException;
import io.progan.metrics.registry.MetricSpec;
import io.progan.metrics.registry.MetricSpec.Counts;
import io.progan.metrics.registry.MetricSpec.Trait;
import io.progan.metrics.registry.SavedReals;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
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
    request.requireNetworks();
    List<SnapshotFile> snapshots = open(paths);
    SnapshotFile newest = snapshots.get(0);
    ShardSamples reals = runReals.open(newest, request.mirrorSeed());
    Map<String, Object> settings =
        Map.of(
            "latentSeed",
            request.latentSeed(),
            "mirror",
            newest.info().runConfig().train().mirrorAugment());
    Subject subject =
        new Subject(
            reals, reals.identity(), settings, spec -> counts(spec, reals), options.cancelled());
    try (MetricSession session = MetricSession.open(request, subject, console)) {
      noteRepeats(reals);
      session.begin(report);
      Path run = newest.path().toAbsolutePath().getParent();
      Optional<Path> folder = Optional.of(options.out().orElse(run));
      new Rows(session, new Results(session.jobs(), folder, report), reals).measure(snapshots);
    }
    if (snapshots.size() < paths.size()) {
      throw new CommandFailure(
          ExitCode.FAILED,
          "%d of %d snapshots could not be read"
              .formatted(paths.size() - snapshots.size(), paths.size()));
    }
  }

  private Counts counts(MetricSpec spec, ShardSamples reals) {
    int images = request.images(spec);
    boolean distinct = spec.has(Trait.NEEDS_DISTINCT_REALS);
    return new Counts(distinct ? Math.min(images, reals.count()) : images, images);
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
    int most = request.specs().stream().mapToInt(request::images).max().orElse(0);
    if (most > reals.count()) {
      console.note(
          "%s: has %d images, fewer than the %d of a set, so they repeat; --num-images takes fewer"
              .formatted(reals.path(), reals.count(), most));
    }
  }

  /** One time through the rows of the table. */
  private final class Rows {
    private final MetricSession session;
    private final Results results;
    private final ShardSamples reals;
    private final RealsCache cache;

    Rows(MetricSession session, Results results, ShardSamples reals) {
      this.session = session;
      this.results = results;
      this.reals = reals;
      this.cache = options.cached() ? RealsCache.of(reals, console) : RealsCache.none();
    }

    void measure(List<SnapshotFile> snapshots) throws IOException {
      List<List<MetricSpec>> missing = new ArrayList<>();
      Set<MetricSpec> needed = new HashSet<>();
      for (SnapshotFile snapshot : snapshots) {
        List<MetricSpec> specs = missing(row(snapshot));
        missing.add(specs);
        needed.addAll(specs);
      }
      results.record(session.reals(reals, cache, needed), Row.REALS);
      measureReals2(needed);
      for (int i = 0; i < snapshots.size(); i++) {
        SnapshotFile snapshot = snapshots.get(i);
        results.record(measure(snapshot, missing.get(i)), row(snapshot));
      }
    }

    private List<MetricSpec> missing(Row row) throws IOException {
      List<MetricSpec> missing = new ArrayList<>();
      for (Job job : session.jobs()) {
        if (options.force() || results.find(job.conditions(), row).isEmpty()) {
          missing.add(job.spec());
        }
      }
      return missing;
    }

    private void measureReals2(Set<MetricSpec> needed) throws IOException {
      boolean wanted = false;
      double seconds = 0;
      Map<MetricSpec, double[]> values = new HashMap<>();
      for (Job job : session.jobs()) {
        if (job.spec().has(Trait.REALS2)) {
          wanted = true;
          boolean known = results.find(job.conditions(), Row.REALS2).isPresent();
          if (!known && needed.contains(job.spec())) {
            Measured measured = reals2(job);
            values.putAll(measured.values());
            seconds += measured.seconds();
          }
        }
      }
      if (wanted) {
        results.record(new Measured(values, seconds), Row.REALS2);
      }
    }

    /** The images after those of the reals, which tell how close a set can come. */
    private Measured reals2(Job job) throws IOException {
      MetricSpec spec = job.spec();
      MetricConditions conditions = job.conditions().withMetric(spec.name() + "-reals2");
      Optional<SavedReals> saved = cache.load(conditions);
      if (saved.isPresent()) {
        return new Measured(Map.of(spec, saved.get().row()), 0);
      }
      try (SampleReader reader = reals.open(job.conditions().realImages())) {
        Measured measured =
            session.compare(reader, List.of(spec), reals.path().toString(), "reals2");
        cache.store(conditions, SavedReals.ofRow(measured.values().get(spec)));
        return measured;
      }
    }

    private Measured measure(SnapshotFile snapshot, List<MetricSpec> specs) throws IOException {
      if (specs.isEmpty()) {
        return Measured.NOTHING;
      }
      GeneratorOptions how =
          GeneratorOptions.standard().withUsual(request.together(reals.dataset().resolution()));
      try (Generator generator = Generator.load(snapshot.path(), how)) {
        SampleReader fakes =
            new GeneratedSamples(generator, request.latentSeed(), reals.dataset().labels());
        return session.compare(fakes, specs, snapshot.path().toString(), snapshot.row() + " kimg");
      }
    }

    private static Row row(SnapshotFile snapshot) {
      return new Row(snapshot.row(), snapshot.network(), null);
    }
  }
}
