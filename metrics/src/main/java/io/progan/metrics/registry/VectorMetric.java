package io.progan.metrics.registry;

import io.progan.metrics.vectors.VectorSet;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A metric that compares all feature vectors of two sets; it keeps those of the reals outside the
 * heap, {@code 4 images features} bytes.
 */
abstract class VectorMetric implements Metric {
  private static final String VECTORS = "vectors";
  private static final String DIMENSION = "dimension";
  private static final int ROWS = 256;

  /** More numbers are not worth a file (of 400 MB). */
  private static final long MOST_SAVED = 100_000_000;

  private final String title;
  private VectorSet reals;

  /**
   * @param title the metric's name in sentences
   */
  VectorMetric(String title) {
    this.title = title;
  }

  /** The values of the Reals row: of a set compared with itself. */
  abstract double[] ofItself();

  /** The values of a set. */
  abstract double[] compare(VectorSet reals, VectorSet others);

  @Override
  public final Pass reals() {
    return new VectorPass(
        vectors -> {
          close();
          reals = vectors;
          return ofItself();
        });
  }

  @Override
  public final Pass compare() {
    if (reals == null) {
      throw new IllegalStateException(title + " has no reals to compare with");
    }
    return new VectorPass(
        vectors -> {
          try (vectors) {
            return compare(reals, vectors);
          }
        });
  }

  @Override
  public final Optional<SavedReals> save() {
    if (reals == null || (long) reals.count() * reals.dimension() > MOST_SAVED) {
      return Optional.empty();
    }
    int dimension = reals.dimension();
    float[] all = new float[reals.count() * dimension];
    for (int from = 0; from < reals.count(); from += ROWS) {
      int to = Math.min(reals.count(), from + ROWS);
      try (INDArray block = reals.gather(IntStream.range(from, to).toArray())) {
        float[] values = block.data().asFloat();
        System.arraycopy(values, 0, all, from * dimension, (to - from) * dimension);
      }
    }
    return Optional.of(
        new SavedReals(
            ofItself(), Map.of(DIMENSION, new double[] {dimension}), Map.of(VECTORS, all)));
  }

  @Override
  public final void restore(SavedReals saved) {
    double[] dimension = saved.array(DIMENSION);
    float[] all = saved.features(VECTORS);
    VectorSet vectors = new VectorSet(dimension.length == 1 ? (int) dimension[0] : 0);
    try {
      int step = ROWS * vectors.dimension();
      for (int from = 0; from < all.length; from += step) {
        vectors.add(Arrays.copyOfRange(all, from, Math.min(all.length, from + step)));
      }
    } catch (RuntimeException e) {
      vectors.close();
      throw e;
    }
    close();
    reals = vectors;
  }

  @Override
  public final void close() {
    if (reals != null) {
      reals.close();
      reals = null;
    }
  }

  /** Collects vectors and makes values of them. */
  private final class VectorPass implements Pass {
    private final Function<VectorSet, double[]> values;
    private VectorSet vectors;

    /**
     * @param values takes over the vectors
     */
    VectorPass(Function<VectorSet, double[]> values) {
      this.values = values;
    }

    @Override
    public void add(MetricInput input) {
      float[] features = input.needFeatures(title);
      if (vectors == null) {
        vectors = new VectorSet(features.length / input.count());
      }
      vectors.add(features);
    }

    @Override
    public double[] finish() {
      if (vectors == null) {
        throw new IllegalArgumentException(title + " needs images, got none");
      }
      VectorSet all = vectors;
      vectors = null;
      return values.apply(all);
    }

    @Override
    public void close() {
      if (vectors != null) {
        vectors.close();
        vectors = null;
      }
    }
  }
}
