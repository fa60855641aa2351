package io.progan.metrics.registry;

import io.progan.metrics.inception.InceptionResult;
import io.progan.metrics.inception.InceptionScore;
import java.util.List;
import java.util.Map;

/** The Inception score as a metric of one set: its mean and deviation over splits. */
public final class InceptionMetric extends SingleSetMetric {
  private final long realImages;
  private final long images;
  private final int splits;

  /**
   * @param realImages how many images the reals will have; as many as the others if there are none
   * @param images how many images each other set will have
   * @param splits into how many parts they are cut
   * @throws IllegalArgumentException if there are more splits than images
   */
  public InceptionMetric(long realImages, long images, int splits) {
    long fewest = Math.min(realImages, images);
    if (splits < 1 || fewest < splits) {
      throw new IllegalArgumentException(
          "Inception score cannot cut %d %s into %d %s"
              .formatted(
                  fewest,
                  fewest == 1 ? "image" : "images",
                  splits,
                  splits == 1 ? "split" : "splits"));
    }
    this.realImages = realImages;
    this.images = images;
    this.splits = splits;
  }

  @Override
  public MetricKind kind() {
    return MetricKind.IS;
  }

  @Override
  public List<Column> columns() {
    return List.of(Column.of("IS_mean", 10), Column.of("IS_std", 10));
  }

  @Override
  public Map<String, Object> settings() {
    return Map.of("splits", splits);
  }

  @Override
  MetricPass begin(boolean reals) {
    return new MetricPass() {
      private InceptionScore score;

      @Override
      public void add(MetricInput input) {
        float[] probabilities = input.needProbabilities(kind().title());
        if (score == null) {
          score =
              new InceptionScore(
                  reals ? realImages : images, splits, probabilities.length / input.count());
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
