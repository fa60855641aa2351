package io.progan.metrics.msssim;

import java.util.List;

/**
 * How similar two pictures are.
 *
 * @param similarity mean structural similarity of each level, finest first, before clipping
 * @param contrast mean contrast-structure term of each level, finest first, before clipping
 * @param score the MS-SSIM, 1 for identical pictures, 0 or more
 */
public record PairScore(List<Double> similarity, List<Double> contrast, double score) {

  /** Copies the lists. */
  public PairScore {
    similarity = List.copyOf(similarity);
    contrast = List.copyOf(contrast);
  }

  /**
   * Combines the levels by Wang et al. (2003), equation 7: contrast of all levels but the coarsest,
   * similarity of the coarsest, each clipped at zero and raised to its weight.
   */
  static PairScore combine(List<Double> similarity, List<Double> contrast, List<Double> weights) {
    int last = weights.size() - 1;
    double score = Math.pow(Math.max(similarity.get(last), 0), weights.get(last));
    for (int level = 0; level < last; level++) {
      score *= Math.pow(Math.max(contrast.get(level), 0), weights.get(level));
    }
    return new PairScore(similarity, contrast, score);
  }
}
