package io.progan.core.benchmark;

import io.progan.core.network.Stage;
import io.progan.core.training.DiscriminatorBatch;
import io.progan.core.training.GeneratorBatch;
import io.progan.dataset.numpy.RandomState;
import io.progan.presets.config.DatasetShape;

/**
 * The inputs of one iteration, drawn at random: speed does not depend on what the images show.
 *
 * @param discriminator reals evenly distributed in [-1, 1], normal latents, labels of zeros
 * @param generator normal latents, labels of zeros
 */
record SyntheticBatches(DiscriminatorBatch discriminator, GeneratorBatch generator) {

  static SyntheticBatches draw(
      RandomState random, DatasetShape shape, Stage stage, int latentSize, int minibatch) {
    int pixels = stage.resolution() * stage.resolution();
    float[] reals = uniform(random, minibatch * shape.numChannels() * pixels);
    for (int i = 0; i < reals.length; i++) {
      reals[i] = 2 * reals[i] - 1;
    }
    float[] labels = new float[minibatch * shape.labelSize()];
    float[] latents = random.randnFloats(minibatch * latentSize);
    float[] mixing = uniform(random, minibatch);
    return new SyntheticBatches(
        new DiscriminatorBatch(reals, latents, labels, mixing),
        new GeneratorBatch(random.randnFloats(minibatch * latentSize), labels));
  }

  private static float[] uniform(RandomState random, int count) {
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (float) random.rand();
    }
    return values;
  }
}
