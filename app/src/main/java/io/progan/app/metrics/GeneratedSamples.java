package io.progan.app.metrics;

import io.progan.core.generate.Generator;
import io.progan.core.generate.Images;
import io.progan.dataset.numpy.RandomState;
import io.progan.dataset.tfrecord.Labels;
import io.progan.metrics.image.ImageBatch;
import io.progan.metrics.registry.MetricInput;

/**
 * Images of a generator as pixels: latents from one stream, labels those of the reals in their
 * order.
 */
final class GeneratedSamples implements SampleReader {

  private final Generator generator;
  private final RandomState latents;
  private final Labels labels;
  private int made;

  /**
   * @param generator stays owned by the caller
   * @param latentSeed latents are NumPy's {@code RandomState(latentSeed).randn(...)}
   * @param labels of the reals, at least as large as the generator's
   */
  GeneratedSamples(Generator generator, long latentSeed, Labels labels) {
    this.generator = generator;
    this.latents = new RandomState(latentSeed);
    this.labels = labels;
  }

  @Override
  public MetricInput next(int count) {
    float[] z = latents.randnFloats(count * generator.latentSize());
    Images images = generator.generate(z, nextLabels(count));
    return MetricInput.of(
        ImageBatch.ofBytes(
            images.pixels(), count, images.channels(), images.size(), images.size()));
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
