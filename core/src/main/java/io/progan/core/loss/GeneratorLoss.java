package io.progan.core.loss;

import io.progan.core.graph.Reduction;
import io.progan.core.graph.Tensor;
import io.progan.core.layer.Weights;
import io.progan.core.network.DiscriminatorNetwork;
import io.progan.core.network.GeneratorNetwork;
import io.progan.core.network.Stage;
import io.progan.presets.config.GeneratorLossConfig;

/**
 * The generator's loss: minus the score of the fakes, and the label penalty of AC-GAN.
 *
 * @param total the mean over the minibatch, a scalar: what is minimised
 * @param fakeScores {@code [minibatch, 1]}
 * @param labelPenalty {@code [minibatch, 1]}, unweighted; null without labels
 */
public record GeneratorLoss(Tensor total, Tensor fakeScores, Tensor labelPenalty) {

  /**
   * What the loss is computed from.
   *
   * @param latents {@code [minibatch, latentSize]}
   * @param labels {@code [minibatch, labelSize]}, drawn at random; null without labels
   * @param fade the weight of the resolution below, a scalar; null unless fading
   */
  public record Inputs(Tensor latents, Tensor labels, Tensor fade) {}

  /** Adds the loss to a graph. */
  public static GeneratorLoss of(
      GeneratorNetwork generator,
      Weights generatorWeights,
      DiscriminatorNetwork discriminator,
      Weights discriminatorWeights,
      Stage stage,
      GeneratorLossConfig config,
      Inputs in) {
    Tensor fakes = generator.forward(generatorWeights, in.latents, in.labels, stage, in.fade);
    Tensor output = discriminator.forward(discriminatorWeights, fakes, stage, in.fade, 1);
    Tensor fakeScores = DiscriminatorLoss.score(output);
    Tensor total = Reduction.mean(fakeScores).times(-1);
    Tensor labelPenalty = null;
    if (in.labels != null) {
      labelPenalty = LabelPenalty.of(DiscriminatorLoss.logits(output), in.labels);
      total = total.plus(Reduction.mean(labelPenalty).times(config.condWeight()));
    }
    return new GeneratorLoss(total, fakeScores, labelPenalty);
  }
}
