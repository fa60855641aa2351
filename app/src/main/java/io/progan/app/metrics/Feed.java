package io.progan.app.metrics;

import io.progan.app.console.CommandFailure;
import io.progan.app.console.ExitCode;
import io.progan.metrics.registry.MetricInput;
import io.progan.metrics.registry.MetricKind;
import io.progan.metrics.registry.MetricPass;
import java.util.Map;

/**
 * One metric's share of a set of images.
 *
 * @param job the metric
 * @param pass what takes the images
 * @param images how many it takes, from the first on
 */
record Feed(MetricJob job, MetricPass pass, int images) {

  /** Whether it still wants images from that one on, and features of them. */
  boolean wantsFeatures(int begin) {
    return job.kind().needsFeatures() && begin < images;
  }

  /**
   * Passes on what it still wants.
   *
   * @param begin the number of the first image
   * @param name of the set, for errors
   */
  void add(MetricInput input, int begin, String name) {
    if (begin < images) {
      try {
        pass.add(input.first(images - begin));
      } catch (IllegalArgumentException e) {
        throw failure(name, e);
      }
    }
  }

  /** Ends the set and adds the values to the others. */
  void finish(Map<MetricKind, double[]> values, String name) {
    try {
      values.put(job.kind(), pass.finish());
    } catch (IllegalArgumentException e) {
      throw failure(name, e);
    }
  }

  private static CommandFailure failure(String name, IllegalArgumentException e) {
    return new CommandFailure(ExitCode.WRONG_USAGE, name + ": " + e.getMessage(), e);
  }
}
