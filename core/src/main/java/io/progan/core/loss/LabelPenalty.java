package io.progan.core.loss;

import io.progan.core.graph.Arithmetic;
import io.progan.core.graph.Reduction;
import io.progan.core.graph.Tensor;

/** Softmax cross entropy between label logits and labels (AC-GAN). */
final class LabelPenalty {

  private LabelPenalty() {}

  /**
   * The cross entropy of each image.
   *
   * @param logits {@code [n, labelSize]}
   * @param labels {@code [n, labelSize]}; need not sum to 1
   * @return {@code [n, 1]}
   */
  static Tensor of(Tensor logits, Tensor labels) {
    // A shift leaves the softmax and its gradient as they are and keeps the exponentials in range.
    Tensor centred = logits.minus(Reduction.maxOver(logits, 1));
    Tensor logSum = Arithmetic.log(Reduction.sumOver(Arithmetic.exp(centred), 1));
    return Reduction.sumOver(labels.times(logSum.minus(centred)), 1);
  }
}
