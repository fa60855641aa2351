package io.progan.metrics.registry;

import io.progan.metrics.inception.InceptionResult;
import io.progan.metrics.inception.InceptionScore;
import io.progan.metrics.registry.MetricSpec.About;
import io.progan.metrics.registry.MetricSpec.Counts;
import io.progan.metrics.registry.MetricSpec.Input;
import io.progan.metrics.registry.MetricSpec.Needs;
import io.progan.metrics.registry.MetricSpec.Option;
import io.progan.metrics.registry.MetricSpec.Ranking;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The Inception score as a metric of one set: its mean and deviation over splits. */
final class InceptionMetric extends SingleSetMetric {
  private static final Option SPLITS =
      new Option("--splits", "N", 10, "Parts that the images are cut into");

  static final MetricSpec SPEC =
      new MetricSpec(
          "is",
          new About(
              "Inception score",
              List.of(
                  "Inception score: how clearly the images of one set show one class each, and how"
                      + " many classes there are; larger is better. With its deviation over the"
                      + " splits."),
              List.of("latest --inception inception.onnx", "--fakes probabilities.npy")),
          new Needs(Input.PROBABILITIES, 50000, 1, Set.of()),
          Ranking.byHighest("IS_mean").without("IS_std"),
          List.of(SPLITS),
          options -> setup -> new InceptionMetric(SPLITS.in(options), setup.counts()));

  private final int splits;
  private final Counts counts;

  private InceptionMetric(int splits, Counts counts) {
    int fewest = counts.fewest();
    if (fewest < splits) {
      throw new IllegalArgumentException(
          "Inception score cannot cut %d %s into %d %s"
              .formatted(
                  fewest,
                  fewest == 1 ? "image" : "images",
                  splits,
                  splits == 1 ? "split" : "splits"));
    }
    this.splits = splits;
    this.counts = counts;
  }

  @Override
  public List<Column> columns() {
    return List.of(new Column("IS_mean", 10), new Column("IS_std", 10));
  }

  @Override
  public Map<String, Object> settings() {
    return Map.of("splits", splits);
  }

  @Override
  Pass begin(boolean reals) {
    int images = reals ? counts.realImages() : counts.images();
    return new Pass() {
      private InceptionScore score;

      @Override
      public void add(MetricInput input) {
        float[] probabilities = input.needProbabilities(SPEC.title());
        if (score == null) {
          score = new InceptionScore(images, splits, probabilities.length / input.count());
        }
        score.add(probabilities);
      }

      @Override
      public double[] finish() {
        if (score == null) {
          throw new IllegalArgumentException("Inception score needs images, got none");
        }
        InceptionResult result = score.result();
        return new double[] {result.mean(), result.deviation()};
      }
    };
  }
}
