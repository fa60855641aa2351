package io.progan.app.metrics;

import io.progan.app.console.Console;
import io.progan.app.console.Progress;
import io.progan.metrics.feature.FeatureNetwork;
import io.progan.metrics.registry.MetricInput;
import io.progan.metrics.registry.MetricKind;
import io.progan.metrics.registry.SavedReals;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;

/**
 * Feeds sets of images to several metrics at once, so that each image is read or generated once and
 * goes through the feature network once. A minibatch at a time is in memory, beside what the
 * metrics keep.
 */
final class Evaluator {

  private static final double NANOS = 1e9;

  private final List<MetricJob> jobs;
  private final FeatureNetwork network;
  private final int minibatch;
  private final Console console;
  private final BooleanSupplier cancelled;

  /**
   * @param jobs the metrics; stay owned by the caller
   * @param network null if no metric needs one; stays owned by the caller
   * @param minibatch images at a time; SWD draws its patches for so many
   * @param console draws a progress bar if somebody is watching
   * @param cancelled asked before each minibatch
   */
  Evaluator(
      List<MetricJob> jobs,
      FeatureNetwork network,
      int minibatch,
      Console console,
      BooleanSupplier cancelled) {
    this.jobs = List.copyOf(jobs);
    this.network = network;
    this.minibatch = minibatch;
    this.console = console;
    this.cancelled = cancelled;
  }

  /**
   * Feeds the reals, or takes what is known of them from the cache; what was computed is cached.
   *
   * @param kinds the metrics that are wanted
   * @return the values of the Reals row
   * @throws CancellationException if cancelled
   */
  PassResult reals(SampleSet set, RealsCache cache, Collection<MetricKind> kinds)
      throws IOException {
    long begin = System.nanoTime();
    Map<MetricKind, double[]> values = new EnumMap<>(MetricKind.class);
    List<Feed> feeds = new ArrayList<>();
    try {
      for (MetricJob job : jobs) {
        if (kinds.contains(job.kind()) && !restore(job, cache, values)) {
          feeds.add(new Feed(job, job.metric().reals(), job.realImages()));
        }
      }
      if (!feeds.isEmpty()) {
        try (SampleReader reader = set.open(0)) {
          feed(reader, feeds, set.path().toString(), "reals");
        }
        for (Feed feed : feeds) {
          feed.finish(values, set.path().toString());
          store(feed.job(), cache);
        }
      }
    } finally {
      feeds.forEach(feed -> feed.pass().close());
    }
    return new PassResult(values, (System.nanoTime() - begin) / NANOS);
  }

  private static boolean restore(MetricJob job, RealsCache cache, Map<MetricKind, double[]> values)
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
    values.put(job.kind(), saved.get().row());
    return true;
  }

  private static void store(MetricJob job, RealsCache cache) throws IOException {
    Optional<SavedReals> saved = job.metric().save();
    if (saved.isPresent()) {
      cache.store(job.conditions(), saved.get());
    }
  }

  /**
   * Compares a set with the reals.
   *
   * @param kinds the metrics that are wanted
   * @param name of the set, for errors
   * @param title a word for the progress bar
   * @throws CancellationException if cancelled
   */
  PassResult compare(SampleReader reader, Collection<MetricKind> kinds, String name, String title)
      throws IOException {
    long begin = System.nanoTime();
    Map<MetricKind, double[]> values = new EnumMap<>(MetricKind.class);
    List<Feed> feeds = new ArrayList<>();
    try {
      for (MetricJob job : jobs) {
        if (kinds.contains(job.kind())) {
          feeds.add(new Feed(job, job.metric().compare(), job.images()));
        }
      }
      feed(reader, feeds, name, title);
      feeds.forEach(feed -> feed.finish(values, name));
    } finally {
      feeds.forEach(feed -> feed.pass().close());
    }
    return new PassResult(values, (System.nanoTime() - begin) / NANOS);
  }

  private void feed(SampleReader reader, List<Feed> feeds, String name, String title)
      throws IOException {
    int total = feeds.stream().mapToInt(Feed::images).max().orElse(0);
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
        feeds.forEach(feed -> feed.add(full, first, name));
        progress.update(begin + count, total);
      }
    }
  }
}
