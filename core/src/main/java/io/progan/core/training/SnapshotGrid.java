package io.progan.core.training;

import io.progan.core.dataset.RealBatch;
import io.progan.core.dataset.TrainingSet;
import io.progan.core.image.DynamicRange;
import io.progan.core.image.ImageGrid;
import io.progan.core.image.RealImages;
import io.progan.core.latent.LatentDistribution;
import io.progan.core.network.GeneratorNetwork;
import io.progan.core.network.Stage;
import io.progan.core.session.NetworkSession;
import io.progan.core.training.state.TrainingState;
import io.progan.dataset.RawImage;
import io.progan.dataset.numpy.RandomState;
import io.progan.presets.config.DatasetShape;
import io.progan.presets.config.GridConfig;
import io.progan.presets.config.GridLayout;
import java.io.IOException;

/**
 * The grid of images that is drawn again and again during training: the same latents and labels
 * each time, so that one can watch the images grow.
 */
public final class SnapshotGrid {

  /** After so many images without one of the wanted class, the class is taken to be empty. */
  private static final int PATIENCE = 4;

  private final ImageGrid grid;
  private final DatasetShape shape;
  private final byte[] reals;
  private final float[] labels;
  private final float[] latents;

  private SnapshotGrid(
      ImageGrid grid, DatasetShape shape, byte[] reals, float[] labels, float[] latents) {
    this.grid = grid;
    this.shape = shape;
    this.reals = reals;
    this.labels = labels;
    this.latents = latents;
  }

  /**
   * Chooses the contents of the grid.
   *
   * @param config size and layout; with a row for each class, row y shows images whose label has
   *     component {@code y mod labelSize}
   * @param set where reals and their labels come from
   * @param random the source of the latents
   * @param generator what latents it takes
   * @throws IOException if the dataset cannot be read
   */
  public static SnapshotGrid choose(
      GridConfig config, TrainingSet set, RandomState random, GeneratorNetwork generator)
      throws IOException {
    DatasetShape shape = set.shape();
    int size = shape.resolution();
    ImageGrid grid = new ImageGrid(config.size().columns(size), config.size().rows(size));
    int imageLength = shape.numChannels() * size * size;
    int labelSize = shape.labelSize();
    byte[] reals = new byte[grid.size() * imageLength];
    float[] labels = new float[grid.size() * labelSize];
    boolean byClass = config.layout() == GridLayout.ROW_PER_CLASS && labelSize > 0;
    for (int i = 0; i < grid.size(); i++) {
      int wanted = byClass ? i / grid.columns() % labelSize : -1;
      RealBatch real = find(set, wanted, PATIENCE * grid.size() * Math.max(1, labelSize));
      System.arraycopy(real.pixels(), 0, reals, i * imageLength, imageLength);
      System.arraycopy(real.labels(), 0, labels, i * labelSize, labelSize);
    }
    float[] latents =
        generator
            .latents()
            .draw(random, grid.size(), generator.latentSize(), LatentDistribution.TRAINED);
    return new SnapshotGrid(grid, shape, reals, labels, latents);
  }

  /** The next image of a class, or any image if the class is negative or does not turn up. */
  private static RealBatch find(TrainingSet set, int wanted, int patience) throws IOException {
    int resolutionLog2 = set.shape().resolutionLog2();
    RealBatch real = set.next(resolutionLog2, 1);
    for (int i = 0; wanted >= 0 && real.labels()[wanted] == 0 && i < patience; i++) {
      real = set.next(resolutionLog2, 1);
    }
    return real;
  }

  /**
   * How much the images of a grid differ: the root mean square difference of a pixel between two of
   * them, over all pairs, in steps of 8 bits; 0 if all are one image.
   *
   * @param picture a grid as {@link #reals} or {@link #fakes} gives it
   */
  public double distance(RawImage picture) {
    return grid.distance(picture);
  }

  /** The real images, side by side. */
  public RawImage reals() {
    float[] values =
        RealImages.process(
            reals, shape.numChannels(), shape.resolution(), null, 0, DynamicRange.NETWORK);
    return grid.picture(values, shape.numChannels(), shape.resolution(), DynamicRange.NETWORK);
  }

  /**
   * The images that the averaged generator makes at a level of detail, at full resolution.
   *
   * @param state the networks
   * @param lod the level of detail
   * @param minibatch images at a time
   * @param range the networks' range
   */
  public RawImage fakes(TrainingState state, double lod, int minibatch, DynamicRange range) {
    Stage stage = Stage.at(lod, shape.resolutionLog2());
    // Where images are normalised together, those of the grid are one minibatch.
    boolean together = state.generator().comparesImages() && !state.generator().storesStatistics();
    int atATime = together ? grid.size() : Math.min(minibatch, grid.size());
    try (NetworkSession session =
        NetworkSession.of(state.generator(), state.averageWeights(), stage, atATime)) {
      float[] images = session.images(latents, labels, grid.size(), Stage.fade(lod));
      int factor = shape.resolution() / stage.resolution();
      return grid.picture(
          RealImages.upscale(images, stage.resolution(), factor),
          shape.numChannels(),
          shape.resolution(),
          range);
    }
  }
}
