package io.progan.core.training;

import io.progan.core.graph.BufferPool;
import io.progan.core.graph.Shaping;
import io.progan.core.graph.Tensor;
import io.progan.core.layer.Weights;
import io.progan.core.network.DiscriminatorNetwork;
import io.progan.core.network.ParameterVector;
import io.progan.core.network.Stage;
import java.util.Arrays;

/** Runs a discriminator on any number of images, each by itself, a bounded number at a time. */
public final class ImageScorer implements AutoCloseable {

  private final int minibatch;
  private final int imageLength;
  private final BufferPool buffers;
  private final StepPlan plan;

  /**
   * Builds the graph of a discriminator.
   *
   * @param discriminator the network
   * @param weights its weights, read at each call of {@link #scores}
   * @param stage how far the network has grown
   * @param channels of the images
   * @param minibatch images at a time
   */
  public ImageScorer(
      DiscriminatorNetwork discriminator,
      ParameterVector weights,
      Stage stage,
      int channels,
      int minibatch) {
    this.minibatch = minibatch;
    int size = stage.resolution();
    this.imageLength = channels * size * size;
    buffers = new BufferPool(weights.vector().dataType());
    plan = new StepPlan(weights.vector().dataType(), stage, false, buffers);
    Weights inputs = new Weights(plan.graph(), discriminator.name(), discriminator.equalized());
    Tensor images = plan.inputs().add("images", minibatch, channels, size, size);
    Tensor output = discriminator.forward(inputs, images, stage, plan.fade(), minibatch);
    plan.read("scores", Shaping.slice(output, 1, 0, 1));
    plan.inputs().bind(discriminator.name(), inputs, weights);
    plan.compile();
  }

  /**
   * Scores images. Minibatch stddev compares each image with itself alone, so a score does not
   * depend on the other images.
   *
   * @param images {@code [count, channels, r, r]} at the stage's resolution
   * @param fade the fractional part of the level of detail
   * @return {@code [count]}: higher for what looks more like the training images
   */
  public float[] scores(float[] images, double fade) {
    int count = images.length / imageLength;
    float[] scores = new float[count];
    for (int first = 0; first < count; first += minibatch) {
      int end = Math.min(count, first + minibatch);
      float[] part = Arrays.copyOfRange(images, first * imageLength, end * imageLength);
      plan.inputs().set("images", Arrays.copyOf(part, minibatch * imageLength));
      plan.run(fade, 1);
      System.arraycopy(plan.values("scores"), 0, scores, first, end - first);
    }
    return scores;
  }

  @Override
  public void close() {
    plan.close();
    buffers.close();
  }
}
