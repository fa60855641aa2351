package io.progan.core.training;

import io.progan.core.dataset.RealBatch;
import io.progan.core.dataset.TrainingSet;
import io.progan.core.image.DynamicRange;
import io.progan.core.image.RealImages;
import io.progan.core.network.Stage;
import io.progan.dataset.numpy.RandomState;
import io.progan.presets.config.DatasetShape;
import io.progan.presets.config.TrainConfig;
import java.io.IOException;

/** Draws the inputs of steps: everything random in a training comes from here. */
public final class BatchSource {

  private final TrainingSet set;
  private final TrainConfig config;
  private final RandomState random;
  private final int latentSize;

  /**
   * Draws from a dataset.
   *
   * @param set the real images; stays owned by the caller
   * @param config mirroring and the networks' range of values
   * @param random the source of latents, mixing factors, mirroring and labels
   * @param latentSize the length of a latent vector
   */
  public BatchSource(TrainingSet set, TrainConfig config, RandomState random, int latentSize) {
    this.set = set;
    this.config = config;
    this.random = random;
    this.latentSize = latentSize;
  }

  /**
   * Reals with their labels, latents and mixing factors.
   *
   * @throws IOException if the dataset cannot be read or is damaged
   */
  public DiscriminatorBatch discriminator(double lod, int minibatch) throws IOException {
    DatasetShape shape = set.shape();
    Stage stage = Stage.at(lod, shape.resolutionLog2());
    RealBatch real = set.next(stage.resolutionLog2(), minibatch);
    float[] mirror = config.mirrorAugment() ? uniform(minibatch) : null;
    DynamicRange range = DynamicRange.of(config.drangeNet());
    float[] reals =
        RealImages.process(
            real.pixels(), shape.numChannels(), stage.resolution(), mirror, Stage.fade(lod), range);
    float[] latents = random.randnFloats(minibatch * latentSize);
    return new DiscriminatorBatch(reals, latents, real.labels(), uniform(minibatch));
  }

  /** Latents and labels drawn from the dataset. */
  public GeneratorBatch generator(int minibatch) {
    float[] latents = random.randnFloats(minibatch * latentSize);
    return new GeneratorBatch(latents, set.randomLabels(random, minibatch));
  }

  private float[] uniform(int count) {
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (float) random.rand();
    }
    return values;
  }
}
