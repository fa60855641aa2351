package io.progan.app.metrics;

import io.progan.app.console.CommandFailure;
import io.progan.app.console.Console;
import io.progan.app.console.HumanFormat;
import io.progan.app.metrics.MetricSession.Subject;
import io.progan.app.metrics.Results.Row;
import io.progan.metrics.image.ImageShape;
import io.progan.metrics.registry.MetricSpec;
import io.progan.metrics.registry.MetricSpec.Counts;
import io.progan.metrics.registry.MetricSpec.Trait;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Measures a set of images, compared with reals where there are any. */
public final class SetComparison {

  private final MetricsRequest request;
  private final SampleSets sets;
  private final boolean cached;
  private final Console console;
  private final MetricsReport report;

  /**
   * @param sets opens what is compared
   * @param cached whether statistics of the reals are kept beside them
   * @param report shows the results
   */
  public SetComparison(
      MetricsRequest request,
      SampleSets sets,
      boolean cached,
      Console console,
      MetricsReport report) {
    this.request = request;
    this.sets = sets;
    this.cached = cached;
    this.console = console;
    this.report = report;
  }

  /**
   * Measures.
   *
   * @param fakesPath a dataset, a folder or archive of pictures, or a NumPy file
   * @param realsPath likewise; empty for none
   * @param out the folder that keeps the results; empty for none
   * @throws CommandFailure if the sets do not fit the metrics or each other
   * @throws IOException if a set cannot be read, or a result not be kept
   */
  public void run(Path fakesPath, Optional<Path> realsPath, Optional<Path> out) throws IOException {
    try (SampleSet fakes = sets.open(fakesPath);
        SampleSet reals = realsPath.isPresent() ? sets.open(realsPath.get()) : null) {
      sets.check();
      check(fakes, reals);
      SampleSet first = reals == null ? fakes : reals;
      Subject subject =
          new Subject(
              first,
              reals == null ? null : reals.identity(),
              Map.of(),
              spec -> counts(spec, fakes, reals),
              () -> false);
      try (MetricSession session = MetricSession.open(request, subject, console)) {
        session.begin(report);
        measure(session, new Results(session.jobs(), out, report), fakes, reals);
      }
    }
  }

  private void measure(MetricSession session, Results results, SampleSet fakes, SampleSet reals)
      throws IOException {
    if (reals != null) {
      RealsCache cache = cached ? RealsCache.of(reals, console) : RealsCache.none();
      results.record(session.reals(reals, cache, request.specs()), Row.REALS);
    }
    Row row = new Row("Fakes", null, fakes.path().toAbsolutePath().normalize().toString());
    try (SampleReader reader = fakes.open(0)) {
      String name = fakes.path().toString();
      results.record(session.compare(reader, request.specs(), name, "fakes"), row);
    }
  }

  private void check(SampleSet fakes, SampleSet reals) {
    if (fakes.shape().isPresent()) {
      request.requireNetworks();
    }
    request.requireClassifier();
    for (MetricSpec spec : request.specs()) {
      if (reals == null && spec.has(Trait.NEEDS_REALS)) {
        throw CommandFailure.wrongUsage(
            spec.title() + " compares with reals; name a dataset or a folder with --reals");
      }
    }
    if (reals == null) {
      return;
    }
    if (fakes.shape().isPresent() != reals.shape().isPresent()) {
      throw CommandFailure.wrongUsage(
          "%s and %s: one holds images, the other one features; name two of a kind"
              .formatted(fakes.path(), reals.path()));
    }
    Optional<MetricSpec> equal =
        request.specs().stream().filter(spec -> spec.has(Trait.NEEDS_EQUAL_SETS)).findFirst();
    if (equal.isPresent()
        && !fakes.shape().map(ImageShape::size).equals(reals.shape().map(ImageShape::size))) {
      throw CommandFailure.wrongUsage(
          "%s and %s: images of %s and of %s; %s needs one size"
              .formatted(
                  fakes.path(),
                  reals.path(),
                  fakes.shape().get(),
                  reals.shape().get(),
                  equal.get().title()));
    }
  }

  private Counts counts(MetricSpec spec, SampleSet fakes, SampleSet reals) {
    int images = available(spec, fakes);
    Counts counts = new Counts(reals == null ? images : available(spec, reals), images);
    return spec.has(Trait.NEEDS_EQUAL_SETS) ? new Counts(counts.fewest(), counts.fewest()) : counts;
  }

  /** How many images of a set a metric uses: as many as it wants, or all. */
  private int available(MetricSpec spec, SampleSet set) {
    String has = set.path() + ": has " + HumanFormat.count(set.count(), "image");
    if (request.numImages().isPresent() && request.numImages().getAsInt() > set.count()) {
      throw CommandFailure.wrongUsage(
          "%s, --num-images asks for %d".formatted(has, request.numImages().getAsInt()));
    }
    if (request.images(spec) < spec.needs().leastImages()) {
      throw CommandFailure.wrongUsage(
          "--num-images %d: %s needs at least %d"
              .formatted(request.images(spec), spec.title(), spec.needs().leastImages()));
    }
    int count = Math.min(request.images(spec), set.count());
    if (count < spec.needs().leastImages()) {
      throw CommandFailure.wrongUsage(
          "%s, %s needs at least %d".formatted(has, spec.title(), spec.needs().leastImages()));
    }
    return spec.has(Trait.PAIRS) ? count / 2 * 2 : count;
  }
}
