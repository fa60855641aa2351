package io.progan.core.loss.term;

import io.progan.core.graph.Arithmetic;
import io.progan.core.graph.Gradients;
import io.progan.core.graph.Reduction;
import io.progan.core.graph.Tensor;
import io.progan.core.loss.GanGraph;
import io.progan.core.loss.LossTerms;

/**
 * The class part of AC-GAN: softmax cross entropy between label logits and labels. Without labels
 * nothing is minimised.
 *
 * @param weight of the mean over the minibatch
 */
public record LabelPenalty(double weight) {

  /** The cross entropy of reals and fakes. */
  public void discriminator(GanGraph gan, LossTerms terms) {
    Tensor labels = gan.labels();
    Tensor reals = labels == null ? null : of(GanGraph.logits(gan.realOutput()), labels);
    Tensor fakes = ofFakes(gan);
    if (labels != null) {
      terms.minimise(() -> reals.plus(fakes), weight);
    }
    terms.report("realLabelPenalty", reals, weight);
    terms.report("fakeLabelPenalty", fakes, weight);
  }

  /** The cross entropy of fakes. */
  public void generator(GanGraph gan, LossTerms terms) {
    Tensor fakes = ofFakes(gan);
    if (fakes != null) {
      terms.minimise(() -> fakes, weight);
    }
    terms.report("labelPenalty", fakes, weight);
  }

  private static Tensor ofFakes(GanGraph gan) {
    Tensor labels = gan.fakeLabels();
    return labels == null ? null : of(GanGraph.logits(gan.fakeOutput()), labels);
  }

  /**
   * The cross entropy of each image.
   *
   * @param logits {@code [n, labelSize]}
   * @param labels {@code [n, labelSize]}; need not sum to 1
   * @return {@code [n, 1]}
   */
  private static Tensor of(Tensor logits, Tensor labels) {
    // A shift leaves the softmax and its gradient as they are and keeps the exponentials in range.
    Tensor centred = logits.minus(Reduction.maxOver(Gradients.stop(logits), 1));
    Tensor logSum = Arithmetic.log(Reduction.sumOver(Arithmetic.exp(centred), 1));
    return Reduction.sumOver(labels.times(logSum.minus(centred)), 1);
  }
}
