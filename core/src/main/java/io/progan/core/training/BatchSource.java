package io.progan.core.training;

import io.progan.core.dataset.RealBatch;
import io.progan.core.dataset.TrainingSet;
import io.progan.core.image.ByteImages;
import io.progan.core.image.DynamicRange;
import io.progan.core.image.RealImages;
import io.progan.core.latent.LatentDistribution;
import io.progan.core.loss.GanGraph;
import io.progan.core.loss.NoiseInput;
import io.progan.core.network.GeneratorNetwork;
import io.progan.core.network.Stage;
import io.progan.core.state.NoiseSource;
import io.progan.core.training.step.Batch;
import io.progan.dataset.numpy.RandomState;
import io.progan.presets.config.DatasetShape;
import io.progan.presets.config.FakeLabels;
import io.progan.presets.config.TrainConfig;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Draws the inputs of steps: everything random in a training comes from here. */
public final class BatchSource {

  private final TrainingSet set;
  private final TrainConfig config;
  private final RandomState random;
  private final int latentSize;
  private final LatentDistribution latents;

  /**
   * Draws from a dataset.
   *
   * @param set the real images; stays owned by the caller
   * @param config mirroring and the networks' range of values
   * @param random the source of latents, mixing factors, mirroring and labels
   * @param generator what latents it takes
   */
  public BatchSource(
      TrainingSet set, TrainConfig config, RandomState random, GeneratorNetwork generator) {
    this.set = set;
    this.config = config;
    this.random = random;
    this.latentSize = generator.latentSize();
    this.latents = generator.latents();
  }

  /**
   * Reals with their labels, latents and mixing factors.
   *
   * @param progress of the training, 0 to 1
   * @param noise that the step takes
   * @throws IOException if the dataset cannot be read or is damaged
   */
  public Batch reals(double lod, int minibatch, double progress, List<NoiseInput> noise)
      throws IOException {
    DatasetShape shape = set.shape();
    Stage stage = Stage.at(lod, shape.resolutionLog2());
    RealBatch real = set.next(stage.resolutionLog2(), minibatch);
    float[] mirror = config.mirrorAugment() ? uniform(minibatch) : null;
    float[] reals = process(real.pixels(), stage, mirror, Stage.fade(lod));
    float[] drawn = latents.draw(random, minibatch, latentSize, progress);
    Map<String, float[]> values = new LinkedHashMap<>();
    values.put(GanGraph.REALS, reals);
    values.put(GanGraph.LATENTS, drawn);
    values.put(GanGraph.LABELS, real.labels());
    values.put(GanGraph.MIXING, uniform(minibatch));
    if (config.fakeLabels() != FakeLabels.REALS) {
      values.put(GanGraph.FAKE_LABELS, fakeLabels(minibatch));
    }
    addNoise(values, minibatch, noise);
    return new Batch(values);
  }

  private float[] process(byte[] pixels, Stage stage, float[] mirror, double fade) {
    int channels = set.shape().numChannels();
    int size = stage.resolution();
    DynamicRange range = DynamicRange.of(config.drangeNet());
    if (!config.fadeInBytes() && !config.dequantizeReals()) {
      return RealImages.process(pixels, channels, size, mirror, fade, range);
    }
    byte[] faded =
        config.fadeInBytes() ? ByteImages.process(pixels, channels, size, mirror, fade) : pixels;
    float[] noise = config.dequantizeReals() ? centred(pixels.length) : null;
    float[] values = ByteImages.convert(faded, noise, range);
    return config.fadeInBytes()
        ? values
        : RealImages.mirrorAndFade(values, channels, size, mirror, fade);
  }

  /**
   * Latents and labels of fakes.
   *
   * @param progress of the training, 0 to 1
   * @param noise that the step takes
   */
  public Batch latents(int minibatch, double progress, List<NoiseInput> noise) {
    float[] drawn = latents.draw(random, minibatch, latentSize, progress);
    Map<String, float[]> values = new LinkedHashMap<>();
    values.put(GanGraph.LATENTS, drawn);
    values.put(
        GanGraph.fakeLabelInput(config.fakeLabels() != FakeLabels.REALS), fakeLabels(minibatch));
    addNoise(values, minibatch, noise);
    return new Batch(values);
  }

  private float[] fakeLabels(int minibatch) {
    if (config.fakeLabels() != FakeLabels.UNIFORM) {
      return set.randomLabels(random, minibatch);
    }
    int classes = set.shape().labelSize();
    float[] labels = new float[minibatch * classes];
    for (int i = 0; classes > 0 && i < minibatch; i++) {
      labels[i * classes + (int) random.randint(0, classes)] = 1;
    }
    return labels;
  }

  private void addNoise(Map<String, float[]> values, int minibatch, List<NoiseInput> noise) {
    for (NoiseInput input : noise) {
      int count = minibatch * input.width();
      values.put(
          input.name(),
          input.kind() == NoiseSource.Kind.NORMAL ? random.randnFloats(count) : uniform(count));
    }
  }

  private float[] centred(int count) {
    float[] values = uniform(count);
    for (int i = 0; i < count; i++) {
      values[i] -= 0.5f;
    }
    return values;
  }

  private float[] uniform(int count) {
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (float) random.rand();
    }
    return values;
  }
}
