package io.progan.metrics;

import io.progan.metrics.image.ImageBatch;
import java.util.Arrays;
import java.util.Random;

/** Pictures for tests. */
public final class TestImages {

  private TestImages() {}

  /** Independent uniform bytes. */
  public static ImageBatch noise(long seed, int count, int channels, int size) {
    byte[] bytes = new byte[count * channels * size * size];
    new Random(seed).nextBytes(bytes);
    return ImageBatch.ofBytes(bytes, count, channels, size, size);
  }

  /** One value everywhere. */
  public static ImageBatch constant(float value, int count, int channels, int size) {
    float[] values = new float[count * channels * size * size];
    Arrays.fill(values, value);
    return ImageBatch.of(values, count, channels, size, size);
  }

  /** Some consecutive pictures of a batch. */
  public static ImageBatch part(ImageBatch images, int from, int to) {
    int size = images.channels() * images.height() * images.width();
    float[] values = Arrays.copyOfRange(images.values(), from * size, to * size);
    return ImageBatch.of(values, to - from, images.channels(), images.height(), images.width());
  }
}
