package io.progan.metrics.msssim;

import io.progan.metrics.image.BoxFilter;
import io.progan.metrics.image.ImageBatch;
import io.progan.metrics.image.ImageShape;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Mean MS-SSIM of consecutive pairs of pictures (Wang, Simoncelli and Bovik, "Multiscale structural
 * similarity for image quality assessment", 2003), fed one minibatch after the other. The lower the
 * mean over random pairs of generated pictures, the more varied they are (Odena et al., 2017).
 *
 * <p>Memory is that of one minibatch. The result does not depend on how the pairs are cut into
 * minibatches, apart from rounding in the last digits. Not safe for use by several threads at once;
 * each call uses all processors.
 */
public final class MsSsim {
  private final MsSsimOptions options;
  private double sum;
  private long pairs;

  /** A picture whose partner is the first of the next minibatch; else null. */
  private ImageBatch single;

  /** With the constants of the paper. */
  public MsSsim() {
    this(MsSsimOptions.defaults());
  }

  /** With the given constants. */
  public MsSsim(MsSsimOptions options) {
    this.options = options;
  }

  /**
   * Scores the pairs (0, 1), (2, 3), ... of a minibatch without counting them.
   *
   * @param images an even number of pictures with values in [0, maxValue], any number of channels;
   *     height and width must be divisible by {@code 2^(levels-1)}
   * @return one score for each pair
   * @throws IllegalArgumentException if the number or the size of the pictures does not fit
   */
  public List<PairScore> score(ImageBatch images) {
    check(images);
    List<ImageBatch> levels = new ArrayList<>();
    levels.add(images);
    while (levels.size() < options.levels()) {
      levels.add(BoxFilter.halve(levels.get(levels.size() - 1)));
    }
    return IntStream.range(0, images.count() / 2)
        .parallel()
        .mapToObj(pair -> score(levels, 2 * pair))
        .toList();
  }

  private PairScore score(List<ImageBatch> levels, int first) {
    List<Ssim> terms = levels.stream().map(l -> Ssim.ofPair(l, first, options)).toList();
    return PairScore.combine(
        terms.stream().map(Ssim::similarity).toList(),
        terms.stream().map(Ssim::contrast).toList(),
        options.weights());
  }

  /**
   * Scores the pairs of a minibatch, as {@link #score}, and adds them to the mean. The last picture
   * of an odd number waits for the first one of the next minibatch.
   */
  public void add(ImageBatch images) {
    ImageBatch all = single == null ? images : single.followedBy(images);
    int even = all.count() / 2 * 2;
    single = even < all.count() ? all.slice(even, all.count()) : null;
    if (even == 0) {
      return;
    }
    for (PairScore pair : score(even < all.count() ? all.slice(0, even) : all)) {
      sum += pair.score();
      pairs++;
    }
  }

  /**
   * The mean over all pairs so far, 0 to 1. A single picture at the end does not count.
   *
   * @throws IllegalStateException if there was no pair
   */
  public double mean() {
    if (pairs == 0) {
      throw new IllegalStateException("MS-SSIM needs at least 2 images, got none");
    }
    return sum / pairs;
  }

  /** The number of pairs so far. */
  public long pairs() {
    return pairs;
  }

  private void check(ImageBatch images) {
    if (images.count() % 2 != 0) {
      throw new IllegalArgumentException(
          "MS-SSIM takes pairs of images: a minibatch of " + images.count() + " is odd");
    }
    requireSize(images.height(), images.width(), images);
  }

  /**
   * Checks that images of a size can be scored.
   *
   * @throws IllegalArgumentException if they cannot
   */
  public void requireSize(ImageShape shape) {
    requireSize(shape.height(), shape.width(), shape);
  }

  private void requireSize(int height, int width, Object images) {
    int divisor = 1 << (options.levels() - 1);
    if (height % divisor != 0 || width % divisor != 0) {
      throw new IllegalArgumentException(
          "MS-SSIM with "
              + options.levels()
              + " levels needs a height and width divisible by "
              + divisor
              + ", images are "
              + images);
    }
  }
}
