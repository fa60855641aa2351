package io.progan.app.metrics;

import io.progan.app.console.CommandFailure;
import io.progan.app.console.Console;
import io.progan.app.console.HumanFormat;
import io.progan.app.metrics.MetricSession.Subject;
import io.progan.metrics.registry.MetricKind;
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
              kind -> counts(kind, fakes, reals));
      try (MetricSession session = MetricSession.open(request, subject)) {
        ResultRecorder recorder =
            new ResultRecorder(session, new MetricFolder(out.orElse(null)), report);
        session.warning().ifPresent(console::note);
        report.begin(session.columns(), session.networkDescription());
        measure(session.evaluator(console, () -> false), recorder, fakes, reals);
      }
    }
  }

  private void measure(
      Evaluator evaluator, ResultRecorder recorder, SampleSet fakes, SampleSet reals)
      throws IOException {
    if (reals != null) {
      RealsCache cache = cached ? RealsCache.of(reals, console) : RealsCache.none();
      recorder.record(evaluator.reals(reals, cache, request.kinds()), MetricRow.REALS);
    }
    try (SampleReader reader = fakes.open(0)) {
      PassResult result =
          evaluator.compare(reader, request.kinds(), fakes.path().toString(), "fakes");
      recorder.record(result, MetricRow.of(fakes));
    }
  }

  private void check(SampleSet fakes, SampleSet reals) {
    if (fakes.shape().isPresent()) {
      request.requireNetwork();
    }
    for (MetricKind kind : request.kinds()) {
      if (reals == null && kind.needsReals()) {
        throw CommandFailure.wrongUsage(
            kind.title() + " compares with reals; name a dataset or a folder with --reals");
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
    if (request.kinds().contains(MetricKind.SWD)
        && !fakes.shape().map(SampleShape::size).equals(reals.shape().map(SampleShape::size))) {
      throw CommandFailure.wrongUsage(
          "%s and %s: images of %s and of %s; SWD needs one size"
              .formatted(fakes.path(), reals.path(), fakes.shape().get(), reals.shape().get()));
    }
  }

  private ImageCounts counts(MetricKind kind, SampleSet fakes, SampleSet reals) {
    int images = available(kind, fakes);
    int realImages = reals == null ? images : available(kind, reals);
    if (kind == MetricKind.SWD) {
      images = Math.min(images, realImages);
      realImages = images;
    }
    return new ImageCounts(realImages, images);
  }

  /** How many images of a set a metric uses: as many as it wants, or all. */
  private int available(MetricKind kind, SampleSet set) {
    String has = set.path() + ": has " + HumanFormat.count(set.count(), "image");
    if (request.numImages().isPresent() && request.numImages().getAsInt() > set.count()) {
      throw CommandFailure.wrongUsage(
          "%s, --num-images asks for %d".formatted(has, request.numImages().getAsInt()));
    }
    if (request.images(kind) < kind.leastImages()) {
      throw CommandFailure.wrongUsage(
          "--num-images %d: %s needs at least %d"
              .formatted(request.images(kind), kind.title(), kind.leastImages()));
    }
    int count = Math.min(request.images(kind), set.count());
    if (count < kind.leastImages()) {
      throw CommandFailure.wrongUsage(
          "%s, %s needs at least %d".formatted(has, kind.title(), kind.leastImages()));
    }
    return kind == MetricKind.MSSSIM ? count / 2 * 2 : count;
  }
}
