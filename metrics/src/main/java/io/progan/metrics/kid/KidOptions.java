package io.progan.metrics.kid;

/**
 * The constants of the kernel Inception distance.
 *
 * @param subsets how many random subsets are compared, at least 1
 * @param subsetSize pictures of each subset, at least 2; smaller sets of pictures are taken whole
 */
public record KidOptions(int subsets, int subsetSize) {

  /** Checks the ranges; throws {@link IllegalArgumentException} that names the wrong value. */
  public KidOptions {
    if (subsets < 1) {
      throw new IllegalArgumentException("KID subsets must be at least 1, not " + subsets);
    }
    if (subsetSize < 2) {
      throw new IllegalArgumentException("KID subsetSize must be at least 2, not " + subsetSize);
    }
  }

  /** 100 subsets of 1000 pictures, as the authors' code. */
  public static KidOptions defaults() {
    return new KidOptions(100, 1000);
  }
}
