package io.progan.app.metrics;

import io.progan.app.console.CommandFailure;
import io.progan.app.console.Console;
import io.progan.metrics.feature.FeatureNetwork;
import io.progan.metrics.feature.NetworkNames;
import io.progan.metrics.fid.FeatureStatistics;
import io.progan.metrics.registry.Column;
import io.progan.metrics.registry.Metric;
import io.progan.metrics.registry.MetricKind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/** Metrics with their feature network, ready for images; closing it frees both. */
final class MetricSession implements AutoCloseable {

  private static final String SEED = "seed";
  private static final String MINIBATCH = "minibatch";

  /** Rows of features that are handed on at a time. */
  private static final int FEATURE_ROWS = 256;

  private final MetricsRequest request;
  private final List<MetricJob> jobs = new ArrayList<>();
  private final SampleSet samples;
  private final FeatureNetwork network;
  private final int minibatch;

  /**
   * What is measured.
   *
   * @param samples the reals, or the only set if there are none
   * @param reals what identifies the reals: a checksum or a path; null without reals
   * @param settings what decides the values beside the metrics' own settings
   * @param counts how many images each metric looks at
   */
  record Subject(
      SampleSet samples,
      String reals,
      Map<String, Object> settings,
      Function<MetricKind, ImageCounts> counts) {}

  private MetricSession(
      MetricsRequest request, SampleSet samples, FeatureNetwork network, int minibatch) {
    this.samples = samples;
    this.request = request;
    this.network = network;
    this.minibatch = minibatch;
  }

  /**
   * Loads the network if it is needed and prepares the metrics.
   *
   * @throws CommandFailure if the images or options do not fit a metric
   * @throws IOException if the network's file cannot be used
   */
  static MetricSession open(MetricsRequest request, Subject subject) throws IOException {
    boolean images = subject.samples().shape().isPresent();
    int minibatch =
        images
            ? request.minibatch(subject.samples().shape().get().height())
            : request.minibatch().orElse(FEATURE_ROWS);
    boolean features = images && request.kinds().stream().anyMatch(MetricKind::needsFeatures);
    FeatureNetwork network = features ? request.network().orElseThrow().open() : null;
    MetricSession session = new MetricSession(request, subject.samples(), network, minibatch);
    try {
      for (MetricKind kind : request.kinds()) {
        session.add(kind, subject);
      }
      return session;
    } catch (RuntimeException e) {
      session.close();
      throw e;
    }
  }

  private void add(MetricKind kind, Subject subject) {
    ImageCounts counts = subject.counts().apply(kind);
    try {
      Metric metric =
          request
              .settings()
              .create(kind, counts, squareSize(kind, subject.samples()), request.seed());
      Map<String, Object> settings = new TreeMap<>(metric.settings());
      settings.putAll(subject.settings());
      if (kind == MetricKind.SWD) {
        settings.put(MINIBATCH, minibatch);
      }
      if (kind == MetricKind.SWD || kind == MetricKind.KID) {
        settings.put(SEED, request.seed());
      }
      boolean features = kind.needsFeatures() && network != null;
      if (features) {
        settings.putAll(networkNames(kind));
      }
      MetricConditions conditions =
          new MetricConditions(
              kind.id(),
              counts.images(),
              counts.realImages(),
              settings,
              subject.reals(),
              features ? network.fingerprint() : null);
      jobs.add(new MetricJob(metric, conditions));
    } catch (IllegalArgumentException e) {
      throw CommandFailure.wrongUsage(subject.samples().path() + ": " + e.getMessage());
    }
  }

  /** The input and the output that a metric uses: another output gives other values. */
  private Map<String, Object> networkNames(MetricKind kind) {
    NetworkNames names = network.names();
    Map<String, Object> used = new TreeMap<>();
    names.input().ifPresent(name -> used.put("networkInput", name));
    Optional<String> output = kind == MetricKind.IS ? names.classes() : names.features();
    output.ifPresent(name -> used.put("networkOutput", name));
    return used;
  }

  private static int squareSize(MetricKind kind, SampleSet samples) {
    if (kind.needsFeatures()) {
      return 0;
    }
    SampleShape shape =
        samples
            .shape()
            .orElseThrow(
                () -> new IllegalArgumentException(kind.title() + " needs images, not features"));
    if (kind == MetricKind.SWD && shape.height() != shape.width()) {
      throw new IllegalArgumentException("SWD needs square images, they are " + shape);
    }
    return shape.height();
  }

  /** What should be known about the numbers; empty for nothing. */
  Optional<String> warning() {
    int features = network == null ? samples.features() : network.features();
    return jobs.stream()
        .filter(job -> job.kind() == MetricKind.FID)
        .map(job -> Math.min(job.images(), job.realImages()))
        .flatMap(images -> FeatureStatistics.warning(images, features).stream())
        .findFirst();
  }

  /** The metrics in the order of the request. */
  List<MetricJob> jobs() {
    return jobs;
  }

  /** The columns of all metrics. */
  List<Column> columns() {
    return jobs.stream().flatMap(job -> job.metric().columns().stream()).toList();
  }

  /** The network in one line; null if none is used. */
  String networkDescription() {
    return network == null ? null : network.description() + ", SHA-256 " + network.fingerprint();
  }

  /** What feeds the metrics. */
  Evaluator evaluator(Console console, BooleanSupplier cancelled) {
    return new Evaluator(jobs, network, minibatch, console, cancelled);
  }

  @Override
  public void close() {
    jobs.forEach(job -> job.metric().close());
    if (network != null) {
      network.close();
    }
  }
}
