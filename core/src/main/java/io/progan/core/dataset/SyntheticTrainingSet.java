package io.progan.core.dataset;

import io.progan.dataset.numpy.RandomState;
import io.progan.presets.config.DatasetShape;

/** Black images without end and without a file: for benchmarks. */
public final class SyntheticTrainingSet implements TrainingSet {

  private final DatasetShape shape;

  /** Makes a set of images of a shape. */
  public SyntheticTrainingSet(DatasetShape shape) {
    this.shape = shape;
  }

  @Override
  public DatasetShape shape() {
    return shape;
  }

  @Override
  public String name() {
    return "syn" + shape.resolution() + (shape.numChannels() == 3 ? "rgb" : "gray");
  }

  @Override
  public RealBatch next(int resolutionLog2, int minibatch) {
    int pixels = 1 << (2 * resolutionLog2);
    return new RealBatch(
        new byte[minibatch * shape.numChannels() * pixels],
        new float[minibatch * shape.labelSize()]);
  }

  @Override
  public float[] randomLabels(RandomState random, int count) {
    return new float[count * shape.labelSize()];
  }

  @Override
  public void close() {
    // Nothing is open.
  }
}
