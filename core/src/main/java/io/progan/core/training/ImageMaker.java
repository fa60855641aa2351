package io.progan.core.training;

import io.progan.core.graph.BufferPool;
import io.progan.core.graph.Tensor;
import io.progan.core.layer.Weights;
import io.progan.core.network.GeneratorNetwork;
import io.progan.core.network.ParameterVector;
import io.progan.core.network.Stage;
import java.util.Arrays;

/** Runs a generator on any number of latents, a bounded number at a time. */
public final class ImageMaker implements AutoCloseable {

  private final GeneratorNetwork generator;
  private final int minibatch;
  private final BufferPool buffers;
  private final StepPlan plan;

  /**
   * Builds the graph of a generator.
   *
   * @param generator the network
   * @param weights its weights, read at each call of {@link #images}
   * @param stage how far it has grown
   * @param minibatch images at a time
   */
  public ImageMaker(
      GeneratorNetwork generator, ParameterVector weights, Stage stage, int minibatch) {
    this.generator = generator;
    this.minibatch = minibatch;
    buffers = new BufferPool(weights.vector().dataType());
    plan = new StepPlan(weights.vector().dataType(), stage, false, buffers);
    Weights inputs = new Weights(plan.graph(), generator.name(), generator.equalized());
    Tensor latents = plan.inputs().add("latents", minibatch, generator.latentSize());
    Tensor labels = plan.labels(minibatch, generator.labelSize());
    plan.read("images", generator.forward(inputs, latents, labels, stage, plan.fade()));
    plan.inputs().bind(generator.name(), inputs, weights);
    plan.compile();
  }

  /**
   * Makes images.
   *
   * @param latents {@code [count, latentSize]}
   * @param labels {@code [count, labelSize]}
   * @param fade the fractional part of the level of detail
   * @return {@code [count, channels, r, r]} at the stage's resolution, about [-1, 1]
   */
  public float[] images(float[] latents, float[] labels, double fade) {
    int latentSize = generator.latentSize();
    int labelSize = generator.labelSize();
    int count = latents.length / latentSize;
    float[] images = new float[0];
    for (int first = 0; first < count; first += minibatch) {
      plan.inputs().set("latents", rows(latents, first, latentSize));
      if (labelSize > 0) {
        plan.inputs().set("labels", rows(labels, first, labelSize));
      }
      plan.run(fade, 1);
      float[] made = plan.values("images");
      int imageLength = made.length / minibatch;
      if (first == 0) {
        images = new float[count * imageLength];
      }
      int wanted = Math.min(minibatch, count - first);
      System.arraycopy(made, 0, images, first * imageLength, wanted * imageLength);
    }
    return images;
  }

  /** One minibatch of rows; what is missing at the end is zero. */
  private float[] rows(float[] values, int first, int size) {
    int end = Math.min(values.length, (first + minibatch) * size);
    return Arrays.copyOf(Arrays.copyOfRange(values, first * size, end), minibatch * size);
  }

  @Override
  public void close() {
    plan.close();
    buffers.close();
  }
}
