package io.progan.core.training;

import io.progan.core.backend.DataTypes;
import io.progan.core.network.DiscriminatorNetwork;
import io.progan.core.network.GeneratorNetwork;
import io.progan.core.network.Stage;
import io.progan.presets.config.DatasetShape;
import io.progan.presets.config.RunConfig;
import java.util.function.IntUnaryOperator;

/**
 * The memory that a stage takes, estimated by formula, without building its graphs.
 *
 * <p>Values are counted in activations, {@code maps * pixels} at each resolution up to the stage's
 * for each image, and in weights of the layers in use. The factors were fitted to the buffers that
 * plans ask for (within a sixth for networks from 8 to 128 maps) and to the scratch memory of
 * native convolutions (between two thirds of the estimate and all of it).
 *
 * @param vectorBytes weights, moments, moving average and gradients of both networks
 * @param bufferBytes intermediate values of the stage's plans
 * @param scratchBytes what native operations take while they run
 */
public record StageMemory(long vectorBytes, long bufferBytes, long scratchBytes) {

  /** The JVM, libraries, and a training's heap. */
  public static final long PROCESS_BYTES = 400L << 20;

  /** Values of the discriminator's step that live at once, for each of its activations. */
  private static final double DISCRIMINATOR_VALUES = 14.5;

  /** The same, when resolution changes in a layer of its own. */
  private static final double DISCRIMINATOR_VALUES_UNFUSED = 18.6;

  /** Values of the generator's step that live at once, for each of the generator's activations. */
  private static final double GENERATOR_VALUES = 6.3;

  /** Scaled and transformed copies of weights that live at once. */
  private static final double WEIGHT_COPIES = 2.5;

  /** Scratch of the largest convolution, for each activation of its resolution. */
  private static final double SCRATCH_VALUES = 32;

  /** Weights, moving average, two moments. */
  private static final int G_VECTORS = 4;

  /** Weights, two moments. */
  private static final int D_VECTORS = 3;

  private static final int FUSED_KERNEL = 16;
  private static final int KERNEL = 9;

  /**
   * Estimates a stage.
   *
   * @param config of both networks
   * @param shape of the images at full resolution
   * @param stage how far the networks have grown
   * @param images that are worked on at a time: one replica's minibatch, or a slice of it
   */
  public static StageMemory of(RunConfig config, DatasetShape shape, Stage stage, int images) {
    GeneratorNetwork generator = new GeneratorNetwork(config.generator(), shape);
    DiscriminatorNetwork discriminator = new DiscriminatorNetwork(config.discriminator(), shape);
    int width = DataTypes.of(config.generator().dtype()).width();
    int gradients = config.numGpus() == 1 ? 1 : 2; // of one replica, and the sum
    long vectors =
        (G_VECTORS + gradients) * generator.parameterCount()
            + (D_VECTORS + gradients) * discriminator.parameterCount();
    Size g = Size.of(stage, config.generator()::featureMaps);
    Size d = Size.of(stage, config.discriminator()::featureMaps);
    double values =
        config.discriminator().fusedScale() ? DISCRIMINATOR_VALUES : DISCRIMINATOR_VALUES_UNFUSED;
    double buffers =
        Math.max(
            values * images * d.activations + WEIGHT_COPIES * d.weights,
            GENERATOR_VALUES * images * g.activations + WEIGHT_COPIES * g.weights);
    double scratch = SCRATCH_VALUES * images * Math.max(g.largest, d.largest);
    return new StageMemory(vectors * width, (long) (buffers * width), (long) (scratch * width));
  }

  /**
   * How many images a replica can work on at a time, in slices of whole minibatch-stddev groups.
   *
   * @param size the stage and the minibatch over all replicas
   * @param limitBytes what the process may take
   * @return a replica's whole minibatch if it fits; 0 if not even one group does
   */
  public static int imagesThatFit(
      RunConfig config, DatasetShape shape, StageSize size, long limitBytes) {
    Slices slices = Slices.whole(config, size.minibatch());
    while (of(config, shape, size.stage(), slices.size()).totalBytes() > limitBytes) {
      if (!slices.divisible()) {
        return 0;
      }
      slices = slices.finer();
    }
    return slices.size();
  }

  /** Everything that the process takes in this stage. */
  public long totalBytes() {
    return PROCESS_BYTES + vectorBytes + bufferBytes + scratchBytes;
  }

  /**
   * What there is of a network at a stage, for one image.
   *
   * @param activations of all resolutions
   * @param largest activations of one resolution
   * @param weights of convolutions
   */
  private record Size(double activations, double largest, double weights) {

    static Size of(Stage stage, IntUnaryOperator featureMaps) {
      double activations = 0;
      double largest = 0;
      double weights = 0;
      for (int log2 = 2; log2 <= stage.resolutionLog2(); log2++) {
        double maps = featureMaps.applyAsInt(log2 - 1);
        double here = maps * (1L << (2 * log2));
        activations += here;
        largest = Math.max(largest, here);
        weights += KERNEL * maps * maps + FUSED_KERNEL * maps * featureMaps.applyAsInt(log2 - 2);
      }
      return new Size(activations, largest, weights);
    }
  }
}
