package io.progan.app.metrics;

import io.progan.app.console.CommandFailure;
import io.progan.app.console.Console;
import io.progan.app.console.ExitCode;
import io.progan.app.console.Progress;
import io.progan.metrics.feature.FeatureNetwork;
import io.progan.metrics.image.ImageShape;
import io.progan.metrics.registry.Metric;
import io.progan.metrics.registry.Metric.Column;
import io.progan.metrics.registry.MetricInput;
import io.progan.metrics.registry.MetricSpec;
import io.progan.metrics.registry.MetricSpec.Counts;
import io.progan.metrics.registry.MetricSpec.Input;
import io.progan.metrics.registry.MetricSpec.Setup;
import io.progan.metrics.registry.SavedReals;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/**
 * Metrics with their feature network, and what feeds them: several at once, so that each image is
 * read or generated once and goes through the network once. A minibatch at a time is in memory,
 * beside what the metrics keep. Closing it frees the metrics and the network.
 */
final class MetricSession implements AutoCloseable {

  private static final double NANOS = 1e9;

  /** Rows of features that are handed on at a time. */
  private static final int FEATURE_ROWS = 256;

  private final List<Job> jobs = new ArrayList<>();
  private final FeatureNetwork network;
  private final int minibatch;
  private final Console console;
  private final BooleanSupplier cancelled;

  /**
   * What is measured.
   *
   * @param samples the reals, or the only set if there are none
   * @param reals what identifies the reals: a checksum or a path; null without reals
   * @param settings what decides the values beside the metrics' own settings
   * @param counts how many images each metric looks at
   * @param cancelled asked before each minibatch
   */
  record Subject(
      SampleSet samples,
      String reals,
      Map<String, Object> settings,
      Function<MetricSpec, Counts> counts,
      BooleanSupplier cancelled) {}

  /**
   * A metric that is to be computed.
   *
   * @param metric closed with the session
   * @param conditions that its values will carry
   */
  record Job(MetricSpec spec, Metric metric, MetricConditions conditions) {}

  /**
   * What one set of images gave.
   *
   * @param values of each metric that was computed, one a column
   * @param seconds that it took in all
   */
  record Measured(Map<MetricSpec, double[]> values, double seconds) {

    /** Of a set that was not looked at. */
    static final Measured NOTHING = new Measured(Map.of(), 0);

    private static Measured since(long begin, Map<MetricSpec, double[]> values) {
      return new Measured(values, (System.nanoTime() - begin) / NANOS);
    }
  }

  private MetricSession(
      FeatureNetwork network, int minibatch, Console console, BooleanSupplier cancelled) {
    this.network = network;
    this.minibatch = minibatch;
    this.console = console;
    this.cancelled = cancelled;
  }

  /**
   * Loads the network if it is needed and prepares the metrics.
   *
   * @param console draws a progress bar if somebody is watching
   * @throws CommandFailure if the images or options do not fit a metric
   * @throws IOException if the network's file cannot be used
   */
  static MetricSession open(MetricsRequest request, Subject subject, Console console)
      throws IOException {
    Optional<ImageShape> shape = subject.samples().shape();
    int minibatch =
        shape
            .map(images -> request.minibatch(images.height()))
            .orElse(request.minibatch().orElse(FEATURE_ROWS));
    boolean networked = shape.isPresent() && request.needsNetwork();
    FeatureNetwork network = networked ? request.network().orElseThrow().open() : null;
    int features = networked ? network.features() : subject.samples().features();
    MetricSession session = new MetricSession(network, minibatch, console, subject.cancelled());
    try {
      for (MetricSpec spec : request.specs()) {
        Counts counts = subject.counts().apply(spec);
        Setup setup =
            new Setup(counts, shape, features, minibatch, request.seed(), request.classifier());
        Metric metric = create(spec, request, setup, subject.samples());
        Map<String, Object> settings = new TreeMap<>(metric.settings());
        settings.putAll(subject.settings());
        MetricConditions conditions =
            MetricConditions.of(
                spec, counts, settings, subject.reals(), spec.needsNetwork() ? network : null);
        session.jobs.add(new Job(spec, metric, conditions));
      }
      return session;
    } catch (RuntimeException e) {
      session.close();
      throw e;
    }
  }

  private static Metric create(
      MetricSpec spec, MetricsRequest request, Setup setup, SampleSet samples) {
    try {
      if (spec.needs().input() == Input.IMAGES && setup.shape().isEmpty()) {
        throw new IllegalArgumentException(spec.title() + " needs images, not features");
      }
      return spec.factory().with(request.options()).apply(setup);
    } catch (IllegalArgumentException e) {
      throw CommandFailure.wrongUsage(samples.path() + ": " + e.getMessage());
    }
  }

  /** Begins a report: what should be known about the numbers, and the columns. */
  void begin(MetricsReport report) {
    jobs.stream().flatMap(job -> job.metric().warning().stream()).forEach(console::note);
    List<Column> columns = jobs.stream().flatMap(job -> job.metric().columns().stream()).toList();
    String name =
        network == null ? null : network.description() + ", SHA-256 " + network.fingerprint();
    report.begin(columns, name);
  }

  /** The metrics in the order of the request. */
  List<Job> jobs() {
    return jobs;
  }

  /**
   * Feeds the reals, or takes what is known of them from the cache; what was computed is cached.
   *
   * @param wanted the metrics that are to be computed
   * @return the values of the Reals row
   * @throws CancellationException if cancelled
   */
  Measured reals(SampleSet set, RealsCache cache, Collection<MetricSpec> wanted)
      throws IOException {
    long begin = System.nanoTime();
    Map<MetricSpec, double[]> values = new LinkedHashMap<>();
    List<Feed> feeds = new ArrayList<>();
    for (Job job : jobs) {
      if (wanted.contains(job.spec()) && !restore(job, cache, values)) {
        feeds.add(new Feed(job, job.metric().reals(), job.conditions().realImages()));
      }
    }
    if (!feeds.isEmpty()) {
      try (SampleReader reader = set.open(0)) {
        values.putAll(measure(feeds, reader, set.path().toString(), "reals"));
      }
    }
    for (Feed feed : feeds) {
      Optional<SavedReals> saved = feed.job.metric().save();
      if (saved.isPresent()) {
        cache.store(feed.job.conditions(), saved.get());
      }
    }
    return Measured.since(begin, values);
  }

  private static boolean restore(Job job, RealsCache cache, Map<MetricSpec, double[]> values)
      throws IOException {
    Optional<SavedReals> saved = cache.load(job.conditions());
    if (saved.isEmpty()) {
      return false;
    }
    try {
      job.metric().restore(saved.get());
    } catch (IllegalArgumentException e) {
      return false; // of another version
    }
    values.put(job.spec(), saved.get().row());
    return true;
  }

  /**
   * Compares a set with the reals.
   *
   * @param wanted the metrics that are to be computed
   * @param name of the set, for errors
   * @param title a word for the progress bar
   * @throws CancellationException if cancelled
   */
  Measured compare(SampleReader reader, Collection<MetricSpec> wanted, String name, String title)
      throws IOException {
    long begin = System.nanoTime();
    List<Feed> feeds =
        jobs.stream()
            .filter(job -> wanted.contains(job.spec()))
            .map(job -> new Feed(job, job.metric().compare(), job.conditions().images()))
            .toList();
    return Measured.since(begin, measure(feeds, reader, name, title));
  }

  private Map<MetricSpec, double[]> measure(
      List<Feed> feeds, SampleReader reader, String name, String title) throws IOException {
    Map<MetricSpec, double[]> values = new LinkedHashMap<>();
    try {
      feed(feeds, reader, name, title);
      for (Feed feed : feeds) {
        naming(name, () -> values.put(feed.job.spec(), feed.pass.finish()));
      }
      return values;
    } finally {
      feeds.forEach(feed -> feed.pass.close());
    }
  }

  private void feed(List<Feed> feeds, SampleReader reader, String name, String title)
      throws IOException {
    int total = feeds.stream().mapToInt(feed -> feed.images).max().orElse(0);
    try (Progress progress = new Progress(console, title)) {
      for (int begin = 0; begin < total; begin += minibatch) {
        if (cancelled.getAsBoolean()) {
          throw new CancellationException("stopped; what is complete has been kept");
        }
        int first = begin;
        int count = Math.min(minibatch, total - begin);
        MetricInput input = reader.next(count);
        boolean features = feeds.stream().anyMatch(feed -> feed.wantsFeatures(first));
        MetricInput full =
            features && input.features() == null ? NetworkFeatures.of(input, network) : input;
        naming(name, () -> feeds.forEach(feed -> feed.add(full, first)));
        progress.update(begin + count, total);
      }
    }
  }

  /** Says of which set it is that a metric complains. */
  private static void naming(String set, Runnable step) {
    try {
      step.run();
    } catch (IllegalArgumentException e) {
      throw new CommandFailure(ExitCode.WRONG_USAGE, set + ": " + e.getMessage(), e);
    }
  }

  /**
   * One metric's share of a set of images.
   *
   * @param images how many it takes, from the first on
   */
  private record Feed(Job job, Metric.Pass pass, int images) {

    /** Whether it still wants images from that one on, and features of them. */
    boolean wantsFeatures(int begin) {
      return job.spec().needsNetwork() && begin < images;
    }

    /** Passes on what it still wants; {@code begin} is the number of the first image. */
    void add(MetricInput input, int begin) {
      if (begin < images) {
        pass.add(input.first(images - begin));
      }
    }
  }

  @Override
  public void close() {
    jobs.forEach(job -> job.metric().close());
    if (network != null) {
      network.close();
    }
  }
}
