package io.progan.app.metrics;

import io.progan.dataset.DatasetException;
import io.progan.dataset.numpy.NpyArray;
import io.progan.dataset.numpy.NpyRows;
import io.progan.dataset.numpy.NpyType;
import io.progan.metrics.feature.FeatureBatch;
import io.progan.metrics.image.ImageBatch;
import io.progan.metrics.image.ImageShape;
import io.progan.metrics.registry.MetricInput;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/**
 * A NumPy file: images as uint8 {@code [count, channels, height, width]}, or rows of numbers as
 * float {@code [count, size]}, which are features to some metrics and probabilities to others. A
 * minibatch at a time is in memory.
 */
final class ArraySamples implements SampleSet {

  private static final int IMAGE_DIMENSIONS = 4;
  private static final int ROW_DIMENSIONS = 2;

  private final Path path;
  private final NpyRows rows;
  private final ImageShape shape;

  private ArraySamples(Path path, NpyRows rows, ImageShape shape) {
    this.path = path;
    this.rows = rows;
    this.shape = shape;
  }

  /**
   * Opens a file.
   *
   * @throws DatasetException if it is no such array; the message names it
   */
  static ArraySamples open(Path path) throws IOException {
    NpyRows rows = NpyRows.open(path);
    try {
      return new ArraySamples(path, rows, imageShape(path, rows));
    } catch (IOException | RuntimeException e) {
      rows.close();
      throw e;
    }
  }

  /** The size of the images; null if it holds rows of numbers. */
  private static ImageShape imageShape(Path path, NpyRows rows) throws IOException {
    int[] shape = rows.shape();
    NpyArray first = rows.read(0, Math.min(1, rows.count()));
    boolean images =
        first.type() == NpyType.UINT8
            && shape.length == IMAGE_DIMENSIONS
            && (shape[1] == 1 || shape[1] == 3);
    boolean real = first.type() == NpyType.FLOAT32 || first.type() == NpyType.FLOAT64;
    if (first.size() == 0 || !(images || (real && shape.length == ROW_DIMENSIONS))) {
      throw new DatasetException(
          ("%s: an array of %s and shape %s; expected uint8 images [count, 1 or 3, height, width] or"
                  + " float features [count, size]")
              .formatted(path, first.type(), Arrays.toString(shape)));
    }
    return images ? new ImageShape(shape[1], shape[2], shape[3]) : null;
  }

  @Override
  public Path path() {
    return path;
  }

  @Override
  public int count() {
    return rows.count();
  }

  @Override
  public Optional<ImageShape> shape() {
    return Optional.ofNullable(shape);
  }

  @Override
  public int features() {
    return shape == null ? rows.shape()[1] : 0;
  }

  @Override
  public SampleReader open(int first) {
    return new SampleReader() {
      private int next = first;

      @Override
      public MetricInput next(int wanted) throws IOException {
        NpyArray part = rows.read(next, wanted);
        next += wanted;
        return shape == null ? features(part, wanted) : images(part, wanted);
      }
    };
  }

  private MetricInput images(NpyArray part, int count) {
    return MetricInput.of(
        ImageBatch.ofBytes(part.bytes(), count, shape.channels(), shape.height(), shape.width()));
  }

  private MetricInput features(NpyArray part, int count) throws DatasetException {
    float[] values = part.floats();
    if (part.type() == NpyType.FLOAT64) {
      requireRange(part.doubles(), values);
    }
    return MetricInput.of(new FeatureBatch(count, values, values));
  }

  private void requireRange(double[] wide, float[] narrow) throws DatasetException {
    for (int i = 0; i < wide.length; i++) {
      if (Float.isInfinite(narrow[i]) && Double.isFinite(wide[i])) {
        throw new DatasetException(
            path + ": " + wide[i] + " is beyond the range of float32, in which metrics compute");
      }
    }
  }

  @Override
  public void close() throws IOException {
    rows.close();
  }
}
