package io.progan.core.training;

import io.progan.core.dataset.RealBatch;
import io.progan.core.dataset.TrainingSet;
import io.progan.core.image.DynamicRange;
import io.progan.core.image.RealImages;
import io.progan.core.loss.GanGraph;
import io.progan.core.network.Stage;
import io.progan.core.training.step.Batch;
import io.progan.dataset.numpy.RandomState;
import io.progan.presets.config.DatasetShape;
import io.progan.presets.config.TrainConfig;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

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
  public Batch reals(double lod, int minibatch) throws IOException {
    DatasetShape shape = set.shape();
    Stage stage = Stage.at(lod, shape.resolutionLog2());
    RealBatch real = set.next(stage.resolutionLog2(), minibatch);
    float[] mirror = config.mirrorAugment() ? uniform(minibatch) : null;
    DynamicRange range = DynamicRange.of(config.drangeNet());
    float[] reals =
        RealImages.process(
            real.pixels(), shape.numChannels(), stage.resolution(), mirror, Stage.fade(lod), range);
    float[] latents = random.randnFloats(minibatch * latentSize);
    Map<String, float[]> values = new LinkedHashMap<>();
    values.put(GanGraph.REALS, reals);
    values.put(GanGraph.LATENTS, latents);
    values.put(GanGraph.LABELS, real.labels());
    values.put(GanGraph.MIXING, uniform(minibatch));
    return new Batch(values);
  }

  /** Latents and labels drawn from the dataset. */
  public Batch latents(int minibatch) {
    float[] latents = random.randnFloats(minibatch * latentSize);
    Map<String, float[]> values = new LinkedHashMap<>();
    values.put(GanGraph.LATENTS, latents);
    values.put(GanGraph.LABELS, set.randomLabels(random, minibatch));
    return new Batch(values);
  }

  private float[] uniform(int count) {
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (float) random.rand();
    }
    return values;
  }
}
