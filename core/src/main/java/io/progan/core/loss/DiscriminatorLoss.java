package io.progan.core.loss;

import io.progan.core.graph.Arithmetic;
import io.progan.core.graph.Gradients;
import io.progan.core.graph.Reduction;
import io.progan.core.graph.Resampling;
import io.progan.core.graph.Shaping;
import io.progan.core.graph.Tensor;
import io.progan.core.layer.Weights;
import io.progan.core.network.DiscriminatorNetwork;
import io.progan.core.network.GeneratorNetwork;
import io.progan.core.network.Stage;
import io.progan.presets.config.DiscriminatorLossConfig;
import java.util.List;

/**
 * The discriminator's loss: Wasserstein distance with gradient penalty (WGAN-GP, equation 3), the
 * drift penalty of the paper's section A.1, and the label penalty of AC-GAN.
 *
 * <p>The gradient penalty is exact: the gradient of the scores at the mixed images is part of the
 * graph and is differentiated like everything else.
 *
 * @param total the mean over the minibatch, a scalar: what is minimised
 * @param realScores {@code [minibatch, 1]}
 * @param fakeScores {@code [minibatch, 1]}
 * @param mixedScores {@code [minibatch, 1]}
 * @param mixedNorms {@code [minibatch, 1, 1, 1]}: the L2 norms of the gradients at the mixed images
 * @param gradientPenalty {@code (norm - target)^2}, {@code [minibatch, 1, 1, 1]}, unweighted
 * @param driftPenalty {@code realScores^2}, {@code [minibatch, 1]}, unweighted
 * @param realLabelPenalty {@code [minibatch, 1]}, unweighted; null without labels
 * @param fakeLabelPenalty {@code [minibatch, 1]}, unweighted; null without labels
 * @param fakes the generated images, {@code [minibatch, channels, r, r]}
 * @param mixedGradients the gradient of the sum of the mixed scores at the mixed images
 */
public record DiscriminatorLoss(
    Tensor total,
    Tensor realScores,
    Tensor fakeScores,
    Tensor mixedScores,
    Tensor mixedNorms,
    Tensor gradientPenalty,
    Tensor driftPenalty,
    Tensor realLabelPenalty,
    Tensor fakeLabelPenalty,
    Tensor fakes,
    Tensor mixedGradients) {

  /**
   * What the loss is computed from.
   *
   * @param reals {@code [minibatch, channels, r, r]} at the stage's resolution, in the networks'
   *     range
   * @param latents {@code [minibatch, latentSize]}
   * @param labels {@code [minibatch, labelSize]}, of the reals and for the fakes; null without
   * @param mixing {@code [minibatch, 1, 1, 1]} in [0, 1]: where the mixed images lie between reals
   *     and fakes
   * @param fade the weight of the resolution below, a scalar; null unless fading
   */
  public record Inputs(Tensor reals, Tensor latents, Tensor labels, Tensor mixing, Tensor fade) {}

  /**
   * Adds the loss to a graph.
   *
   * @param imageScale how many pixels of the full resolution one pixel of the stage is wide; the
   *     penalty is on the gradient at images of full resolution, which is smaller by this factor
   */
  public static DiscriminatorLoss of(
      GeneratorNetwork generator,
      Weights generatorWeights,
      DiscriminatorNetwork discriminator,
      Weights discriminatorWeights,
      Stage stage,
      int imageScale,
      DiscriminatorLossConfig config,
      Inputs in) {
    long minibatch = in.reals.size(0);
    Tensor fakes = generator.forward(generatorWeights, in.latents, in.labels, stage, in.fade);
    // Reals and fakes in one pass: fewer and larger operations than in two.
    Tensor both =
        discriminator.forward(
            discriminatorWeights, Shaping.concat(0, in.reals, fakes), stage, in.fade, 2);
    Tensor realOutput = Shaping.slice(both, 0, 0, minibatch);
    Tensor fakeOutput = Shaping.slice(both, 0, minibatch, minibatch);

    Tensor mixed = in.reals.plus(fakes.minus(in.reals).times(in.mixing));
    Tensor mixedScores =
        score(discriminator.forward(discriminatorWeights, mixed, stage, in.fade, 1));
    Tensor gradients = Gradients.of(mixedScores, List.of(mixed)).get(mixed);
    Tensor squares = Reduction.sumOver(gradients.times(gradients), 1, 2, 3);
    Tensor norms = Arithmetic.sqrt(squares).times(1.0 / imageScale);

    Tensor excess = norms.plus(-config.wganTarget());
    Tensor gradientPenalty = excess.times(excess);
    Tensor realScores = score(realOutput);
    Tensor fakeScores = score(fakeOutput);
    Tensor driftPenalty = realScores.times(realScores);
    double lambda = config.wganLambda() / (config.wganTarget() * config.wganTarget());
    Tensor total =
        Reduction.mean(fakeScores.minus(realScores))
            .plus(Reduction.mean(gradientPenalty).times(lambda))
            .plus(Reduction.mean(driftPenalty).times(config.wganEpsilon()));
    Tensor realLabelPenalty = null;
    Tensor fakeLabelPenalty = null;
    if (in.labels != null) {
      realLabelPenalty = LabelPenalty.of(logits(realOutput), in.labels);
      fakeLabelPenalty = LabelPenalty.of(logits(fakeOutput), in.labels);
      Tensor labelPenalty = Reduction.mean(realLabelPenalty.plus(fakeLabelPenalty));
      total = total.plus(labelPenalty.times(config.condWeight()));
    }
    return new DiscriminatorLoss(
        total,
        realScores,
        fakeScores,
        mixedScores,
        norms,
        gradientPenalty,
        driftPenalty,
        realLabelPenalty,
        fakeLabelPenalty,
        fakes,
        gradients);
  }

  /** The gradient at mixed images of full resolution, from that at the stage's resolution. */
  public Tensor fullResolutionGradients(int imageScale) {
    double pixels = imageScale * (double) imageScale;
    return Resampling.upscale(mixedGradients, imageScale).times(1 / pixels);
  }

  /** The first output of the discriminator, {@code [minibatch, 1]}. */
  static Tensor score(Tensor output) {
    return Shaping.slice(output, 1, 0, 1);
  }

  /** The other outputs of the discriminator, {@code [minibatch, labelSize]}. */
  static Tensor logits(Tensor output) {
    return Shaping.slice(output, 1, 1, output.size(1) - 1);
  }
}
