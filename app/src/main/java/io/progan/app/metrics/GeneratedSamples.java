package io.progan.app.metrics;

import io.progan.core.generate.Generator;
import io.progan.core.generate.LatentSource;
import io.progan.dataset.numpy.RandomState;
import io.progan.dataset.tfrecord.Labels;
import io.progan.metrics.image.ImageBatch;
import io.progan.metrics.registry.MetricInput;
import java.util.Arrays;

/**
 * Images of a generator as pixels: latents from one stream, labels those of the reals in their
 * order.
 */
final class GeneratedSamples implements SampleReader {

  private final Generator generator;
  private final RandomState latents;
  private final LatentSource source;
  private final Labels labels;
  private int made;
  private byte[] left = new byte[0];

  /**
   * @param generator stays owned by the caller
   * @param latentSeed latents are NumPy's {@code RandomState(latentSeed).randn(...)}
   * @param labels of the reals, at least as large as the generator's
   */
  GeneratedSamples(Generator generator, long latentSeed, Labels labels) {
    this(generator, latentSeed, LatentSource.plain(generator.distribution()), labels);
  }

  /** The same with latents that are drawn otherwise. */
  GeneratedSamples(Generator generator, long latentSeed, LatentSource source, Labels labels) {
    this.source = source;
    this.generator = generator;
    this.latents = new RandomState(latentSeed);
    this.labels = labels;
  }

  @Override
  public MetricInput next(int count) {
    byte[] pixels = generator.comparesImages() ? nextOfBatches(count) : make(count);
    int size = generator.resolution();
    return MetricInput.of(ImageBatch.ofBytes(pixels, count, generator.channels(), size, size));
  }

  private byte[] make(int count) {
    float[] z = source.draw(latents, count, generator.latentSize());
    return generator.generate(z, nextLabels(count)).pixels();
  }

  /** Images that depend on each other are made in whole batches, however few are asked for. */
  private byte[] nextOfBatches(int count) {
    int length = generator.channels() * generator.resolution() * generator.resolution();
    byte[] pixels = new byte[count * length];
    for (int done = 0; done < count; ) {
      if (left.length == 0) {
        left = make(generator.minibatch());
      }
      int taken = Math.min(count - done, left.length / length);
      System.arraycopy(left, 0, pixels, done * length, taken * length);
      left = Arrays.copyOfRange(left, taken * length, left.length);
      done += taken;
    }
    return pixels;
  }

  private float[] nextLabels(int count) {
    int size = generator.labelSize();
    float[] rows = new float[count * size];
    for (int i = 0; i < count && size > 0; i++) {
      float[] row = labels.row((made + i) % labels.count());
      System.arraycopy(row, 0, rows, i * size, size);
    }
    made += count;
    return rows;
  }
}
