package io.progan.metrics.inception;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The Inception score (Salimans et al., "Improved Techniques for Training GANs", 2016, section 4):
 * {@code exp(mean over images of KL(p(y|x) || p(y)))} for each of several consecutive splits of the
 * pictures, p(y) being the mean of the split.
 *
 * <p>Split i holds the pictures {@code i * N / splits} up to {@code (i + 1) * N / splits}, so the
 * total N must be known beforehand. Memory is {@code splits * classes} numbers. A probability of
 * zero contributes nothing (the limit of p log p). Sums run in double precision. Not safe for use
 * by several threads at once.
 */
public final class InceptionScore {
  /** Rows of 16-bit numbers are no nearer to 1. */
  private static final double SUM_TOLERANCE = 0.01;

  private final long images;
  private final int splits;
  private final int classes;
  private final double[] entropySums;
  private final double[][] classSums;
  private long seen;
  private int split;

  /**
   * @param images how many pictures will be added in all
   * @param splits into how many parts they are cut, at most {@code images}
   * @param classes probabilities for each picture
   */
  public InceptionScore(long images, int splits, int classes) {
    if (splits < 1 || classes < 1 || images < splits) {
      throw new IllegalArgumentException(
          "Inception score needs at least 1 class and at least 1 image per split, not "
              + classes
              + " classes and "
              + images
              + " images in "
              + splits
              + " splits");
    }
    this.images = images;
    this.splits = splits;
    this.classes = classes;
    entropySums = new double[splits];
    classSums = new double[splits][classes];
  }

  /**
   * Adds the class probabilities of some pictures.
   *
   * @param probabilities shape {@code [minibatch, classes]}, each row summing to 1
   * @throws IllegalArgumentException if the rows are not whole, are more than announced, or hold
   *     something that is no probability
   */
  public void add(float[] probabilities) {
    if (probabilities.length % classes != 0) {
      throw new IllegalArgumentException(
          probabilities.length + " probabilities are no whole rows of " + classes + " classes");
    }
    if (seen + probabilities.length / classes > images) {
      throw new IllegalArgumentException(
          "Inception score was announced " + images + " images and got more");
    }
    for (int row = 0; row < probabilities.length; row += classes) {
      addRow(probabilities, row);
    }
  }

  private void addRow(float[] probabilities, int row) {
    while (seen >= (split + 1) * images / splits) {
      split++;
    }
    double[] sums = classSums[split];
    double entropy = 0;
    double total = 0;
    for (int c = 0; c < classes; c++) {
      double p = probabilities[row + c];
      if (!(p >= 0 && p <= 1.001)) {
        throw new IllegalArgumentException(
            "image " + seen + " has probability " + p + " of class " + c + ", must be 0 to 1");
      }
      sums[c] += p;
      entropy += plogp(p);
      total += p;
    }
    if (Math.abs(total - 1) > SUM_TOLERANCE) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT, "the probabilities of image %d sum to %.4g, must be 1", seen, total));
    }
    entropySums[split] += entropy;
    seen++;
  }

  /**
   * The score of all pictures.
   *
   * @throws IllegalStateException if fewer pictures were added than announced
   */
  public InceptionResult result() {
    if (seen != images) {
      throw new IllegalStateException(
          "Inception score was announced " + images + " images and got " + seen);
    }
    List<Double> scores = new ArrayList<>();
    for (int i = 0; i < splits; i++) {
      scores.add(Math.exp(divergence(i)));
    }
    return InceptionResult.of(scores);
  }

  /**
   * Mean of {@code sum p log p} minus {@code sum q log q}, which is the mean KL from the mean q.
   */
  private double divergence(int i) {
    double count = (i + 1) * images / splits - i * images / splits;
    double marginal = 0;
    for (double sum : classSums[i]) {
      marginal += plogp(sum / count);
    }
    return entropySums[i] / count - marginal;
  }

  private static double plogp(double p) {
    return p == 0 ? 0 : p * Math.log(p);
  }
}
