package io.progan.core.benchmark;

import io.progan.core.layer.Conv;
import io.progan.core.layer.Dense;
import io.progan.core.layer.DenseToImage;
import io.progan.core.layer.DownConv;
import io.progan.core.layer.Downscaled;
import io.progan.core.layer.Layer;
import io.progan.core.layer.UpConv;
import io.progan.core.layer.Upscaled;
import io.progan.core.network.Network;
import io.progan.core.network.Stage;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The arithmetic of a training iteration for one image, by formula: floating-point operations (a
 * multiplication and an addition are two) of convolutions and dense layers; everything else is left
 * out.
 *
 * <p>A forward pass takes, for each layer at {@code p} pixels ({@code p} = height times width of
 * the layer's higher resolution):
 *
 * <ul>
 *   <li>convolution: {@code 2 * kernel^2 * in * out * p};
 *   <li>fused up- or down-convolution (4x4 kernel, stride 2): {@code 2 * 16 * in * out * p / 4};
 *   <li>dense layer: {@code 2 * in * out}.
 * </ul>
 *
 * <p>A backward pass takes as much for the gradient at a layer's input and as much again for that
 * at its weights. With G and D the forward passes of the networks at the stage:
 *
 * <ul>
 *   <li>discriminator step: {@code G + 3 D (reals) + 3 D (fakes) + 6 D (mixed images: forward,
 *       gradient at the image, and the derivatives of both)} = {@code G + 12 D};
 *   <li>generator step: {@code G + D + D (gradient at the image) + 2 G} = {@code 3 G + 2 D}.
 * </ul>
 *
 * @param generatorFlop one forward pass of the generator for one image, G
 * @param discriminatorFlop one forward pass of the discriminator for one image, D
 */
public record StepWork(double generatorFlop, double discriminatorFlop) {

  private static final Pattern BLOCK = Pattern.compile("(\\d+)x\\d+/.*");
  private static final Pattern COLOUR = Pattern.compile("(?:To|From)RGB_lod(\\d+)");

  /**
   * Counts the work at a stage.
   *
   * @param generator built for the full resolution
   * @param discriminator likewise
   * @param stage how far both have grown
   * @param resolutionLog2 the logarithm of the full resolution to base 2
   */
  static StepWork of(Network generator, Network discriminator, Stage stage, int resolutionLog2) {
    return new StepWork(
        forward(generator, stage, resolutionLog2), forward(discriminator, stage, resolutionLog2));
  }

  /** Floating-point operations of the discriminator step for one image. */
  public double discriminatorStep() {
    return generatorFlop + 12 * discriminatorFlop;
  }

  /** Floating-point operations of the generator step for one image. */
  public double generatorStep() {
    return 3 * generatorFlop + 2 * discriminatorFlop;
  }

  private static double forward(Network network, Stage stage, int fullLog2) {
    return network.layers().stream().mapToDouble(layer -> work(layer, stage, fullLog2)).sum();
  }

  /** A layer's forward pass; 0 if the layer takes no part in the stage. */
  private static double work(Layer layer, Stage stage, int fullLog2) {
    Matcher block = BLOCK.matcher(layer.name());
    if (block.matches()) {
      long size = Long.parseLong(block.group(1));
      return size <= stage.resolution() ? work(layer, size * size) : 0;
    }
    Matcher colour = COLOUR.matcher(layer.name());
    if (!colour.matches()) {
      return 0;
    }
    int resolutionLog2 = fullLog2 - Integer.parseInt(colour.group(1));
    int above = stage.resolutionLog2() - resolutionLog2;
    boolean used = above == 0 || (above == 1 && stage.fading());
    return used ? work(layer, 1L << (2 * resolutionLog2)) : 0;
  }

  private static double work(Layer layer, long pixels) {
    if (layer instanceof Conv conv) {
      return 2.0 * conv.kernel() * conv.kernel() * conv.in() * conv.out() * pixels;
    }
    if (layer instanceof UpConv up) {
      return 8.0 * up.in() * up.out() * pixels;
    }
    if (layer instanceof DownConv down) {
      return 8.0 * down.in() * down.out() * pixels;
    }
    if (layer instanceof Upscaled up) {
      return work(up.layer(), pixels);
    }
    if (layer instanceof Downscaled down) {
      return work(down.layer(), pixels);
    }
    if (layer instanceof Dense || layer instanceof DenseToImage) {
      return 2.0 * layer.parameters().get(0).length();
    }
    return 0;
  }
}
