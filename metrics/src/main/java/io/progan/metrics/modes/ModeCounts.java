package io.progan.metrics.modes;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * How often each mode was made (Metz et al., "Unrolled Generative Adversarial Networks", 2016, the
 * stacked MNIST experiment). An image's mode is {@code class(R) + C class(G) + C^2 class(B)}, so
 * there are {@code C^3}. Not safe for use by several threads at once.
 */
public final class ModeCounts {

  private static final int CHANNELS = 3;

  /** So that the number of modes is a long. */
  private static final int MOST_CLASSES = 1 << 20;

  private final long classes;
  private final Map<Long, Long> hits = new HashMap<>();
  private long images;

  /**
   * @param classes C, from 1 to 2^20, else {@link IllegalArgumentException}
   */
  public ModeCounts(int classes) {
    if (classes < 1 || classes > MOST_CLASSES) {
      throw new IllegalArgumentException(classes + " classes, must be 1 to " + MOST_CLASSES);
    }
    this.classes = classes;
  }

  /**
   * Adds some images.
   *
   * @param channels the classes of their channels, shape {@code [images, RGB]}, 0 to C - 1
   * @throws IllegalArgumentException if they are no whole images, or a class is out of range
   */
  public void add(int... channels) {
    if (channels.length % CHANNELS != 0) {
      throw new IllegalArgumentException(channels.length + " classes are not three an image");
    }
    for (int i = 0; i < channels.length; i += CHANNELS) {
      hits.merge(mode(channels, i), 1L, Long::sum);
      images++;
    }
  }

  private long mode(int[] channels, int from) {
    long mode = 0;
    for (int i = from + CHANNELS - 1; i >= from; i--) {
      if (channels[i] < 0 || channels[i] >= classes) {
        throw new IllegalArgumentException(
            "class " + channels[i] + ", must be 0 to " + (classes - 1));
      }
      mode = mode * classes + channels[i];
    }
    return mode;
  }

  /** The number of images. */
  public long images() {
    return images;
  }

  /** The number of modes that were made at least once. */
  public int hit() {
    return hits.size();
  }

  /**
   * The divergence KL(model || uniform) in nats: the sum over modes that were made of {@code p
   * ln(C^3 p)}, p being a mode's share of the images. 0 if all modes are equally frequent, {@code
   * ln C^3} if there is only one.
   *
   * @throws IllegalStateException if there were no images
   */
  public double divergence() {
    if (images == 0) {
      throw new IllegalStateException("no images were counted");
    }
    Map<Long, Long> alike = new TreeMap<>(); // one order, one rounding
    hits.values().forEach(count -> alike.merge(count, 1L, Long::sum));
    double modes = (double) classes * classes * classes;
    double sum = 0;
    for (Map.Entry<Long, Long> entry : alike.entrySet()) {
      long count = entry.getKey();
      sum += (double) (count * entry.getValue()) / images * Math.log(modes * count / images);
    }
    return sum;
  }
}
