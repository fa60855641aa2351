package io.progan.app.metrics;

import io.progan.dataset.DatasetException;
import io.progan.dataset.numpy.NpyArray;
import io.progan.dataset.numpy.NpyReader;
import io.progan.dataset.numpy.NpyType;
import io.progan.metrics.feature.FeatureBatch;
import io.progan.metrics.image.ImageBatch;
import io.progan.metrics.registry.MetricInput;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/**
 * A NumPy file: images as uint8 {@code [count, channels, height, width]}, or rows of numbers as
 * float {@code [count, size]}, which are features to some metrics and probabilities to others.
 */
final class ArraySamples implements SampleSet {

  private static final int IMAGE_DIMENSIONS = 4;
  private static final int ROW_DIMENSIONS = 2;

  private final Path path;
  private final int count;
  private final byte[] pixels;
  private final float[] rows;
  private final SampleShape shape;

  private ArraySamples(Path path, int count, byte[] pixels, float[] rows, SampleShape shape) {
    this.path = path;
    this.count = count;
    this.pixels = pixels;
    this.rows = rows;
    this.shape = shape;
  }

  /**
   * Reads a file.
   *
   * @throws DatasetException if it is no such array; the message names it
   */
  static ArraySamples read(Path path) throws IOException {
    NpyArray array = NpyReader.read(path);
    int[] shape = array.shape();
    boolean images =
        array.type() == NpyType.UINT8
            && shape.length == IMAGE_DIMENSIONS
            && (shape[1] == 1 || shape[1] == 3);
    boolean real = array.type() == NpyType.FLOAT32 || array.type() == NpyType.FLOAT64;
    boolean rows = real && shape.length == ROW_DIMENSIONS;
    if (array.size() == 0 || !(images || rows)) {
      throw new DatasetException(
          ("%s: an array of %s and shape %s; expected uint8 images [count, 1 or 3, height, width] or"
                  + " float features [count, size]")
              .formatted(path, array.type(), Arrays.toString(shape)));
    }
    return images
        ? new ArraySamples(
            path, shape[0], array.bytes(), null, new SampleShape(shape[1], shape[2], shape[3]))
        : new ArraySamples(path, shape[0], null, floats(path, array), null);
  }

  private static float[] floats(Path path, NpyArray array) throws DatasetException {
    if (array.type() == NpyType.FLOAT32) {
      return array.floats();
    }
    double[] wide = array.doubles();
    float[] narrow = new float[wide.length];
    for (int i = 0; i < wide.length; i++) {
      narrow[i] = (float) wide[i];
      if (Float.isInfinite(narrow[i]) && Double.isFinite(wide[i])) {
        throw new DatasetException(
            path + ": " + wide[i] + " is beyond the range of float32, in which metrics compute");
      }
    }
    return narrow;
  }

  @Override
  public Path path() {
    return path;
  }

  @Override
  public int count() {
    return count;
  }

  @Override
  public Optional<SampleShape> shape() {
    return Optional.ofNullable(shape);
  }

  @Override
  public int features() {
    return shape == null ? rows.length / count : 0;
  }

  @Override
  public SampleReader open(int first) {
    return new SampleReader() {
      private int next = first;

      @Override
      public MetricInput next(int wanted) {
        int begin = next;
        next += wanted;
        return shape == null ? features(begin, wanted) : images(begin, wanted);
      }
    };
  }

  private MetricInput images(int begin, int wanted) {
    byte[] part =
        Arrays.copyOfRange(pixels, begin * shape.length(), (begin + wanted) * shape.length());
    return MetricInput.of(
        ImageBatch.ofBytes(part, wanted, shape.channels(), shape.height(), shape.width()));
  }

  private MetricInput features(int begin, int wanted) {
    int size = rows.length / count;
    float[] part = Arrays.copyOfRange(rows, begin * size, (begin + wanted) * size);
    return MetricInput.of(new FeatureBatch(wanted, part, part));
  }
}
