package io.progan.app.metrics;

import io.progan.app.console.CommandFailure;
import io.progan.app.console.Console;
import io.progan.app.console.Progress;
import io.progan.metrics.feature.FeatureNetwork;
import io.progan.metrics.image.ImageBatch;
import io.progan.metrics.image.ImageShape;
import io.progan.metrics.neighbors.NearestNeighbors;
import io.progan.metrics.neighbors.Neighbor;
import io.progan.metrics.registry.MetricInput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Looks among all reals for those nearest to a few generated images. A minibatch of reals at a time
 * is in memory.
 */
final class NeighborSearch {

  private static final int MINIBATCH = 64;

  /** In what images are compared. */
  enum Space {
    /** Root mean square difference of pixels, 0 to 255. */
    PIXELS,
    /** Euclidean distance of the features of a network. */
    FEATURES
  }

  private final SampleSet reals;
  private final Console console;

  NeighborSearch(SampleSet reals, Console console) {
    this.reals = reals;
    this.console = console;
  }

  /**
   * Searches.
   *
   * @param fakes the images, all of one size
   * @param neighbors how many to find for each
   * @param network null to compare pixels
   * @return for each image its nearest reals, nearest first
   */
  List<List<Neighbor>> find(ImageBatch fakes, int neighbors, FeatureNetwork network)
      throws IOException {
    ImageBatch queries = fakes.toRgb();
    float[] vectors = vectors(queries, network);
    NearestNeighbors search = new NearestNeighbors(rows(vectors, fakes.count()), neighbors);
    String title = network == null ? "pixels" : "features";
    try (SampleReader reader = reals.open(0);
        Progress progress = new Progress(console, title)) {
      for (int done = 0; done < reals.count(); done += MINIBATCH) {
        int count = Math.min(MINIBATCH, reals.count() - done);
        ImageBatch images = reader.next(count).images().toRgb();
        search.add(vectors(images, network));
        progress.update(done + count, reals.count());
      }
    }
    double scale = network == null ? Math.sqrt((double) vectors.length / fakes.count()) : 1;
    List<List<Neighbor>> found = new ArrayList<>();
    for (int i = 0; i < fakes.count(); i++) {
      found.add(
          search.of(i).stream().map(n -> new Neighbor(n.index(), n.distance() / scale)).toList());
    }
    return found;
  }

  private static float[] vectors(ImageBatch images, FeatureNetwork network) {
    return network == null
        ? images.values()
        : NetworkFeatures.of(MetricInput.of(images), network).features().features();
  }

  private static float[][] rows(float[] values, int count) {
    int length = values.length / count;
    float[][] rows = new float[count][];
    for (int i = 0; i < count; i++) {
      rows[i] = Arrays.copyOfRange(values, i * length, (i + 1) * length);
    }
    return rows;
  }

  /**
   * Checks that generated images can be compared with these reals.
   *
   * @throws CommandFailure in one line, if not
   */
  void check(ImageShape fakes) {
    ImageShape shape =
        reals
            .shape()
            .orElseThrow(
                () -> CommandFailure.wrongUsage(reals.path() + ": holds features, not images"));
    if (!shape.size().equals(fakes.size())) {
      throw CommandFailure.wrongUsage(
          "%s: images of %s, the generated ones are of %s; pixels need one size"
              .formatted(reals.path(), shape, fakes));
    }
  }
}
