package io.progan.app.generate;

import io.progan.app.console.CommandFailure;
import io.progan.app.mixin.LatentOptions;
import io.progan.app.mixin.NetworkOptions;
import io.progan.core.generate.Generator;
import io.progan.core.image.ImageGrid;
import io.progan.presets.config.GridSize;
import java.io.IOException;

/** Decides how large grids are, and which images they hold. */
public final class Grids {

  private static final long MOST_VALUES = 1L << 28; // 1 GB

  private final TrainedNetwork trained;
  private final Generator generator;
  private final NetworkOptions network;
  private final LatentOptions latents;
  private final int imageSize;

  /**
   * Prepares.
   *
   * @param shrink how much smaller the images become; a divisor of their size
   */
  public Grids(TrainedNetwork trained, NetworkOptions network, LatentOptions latents, int shrink) {
    this.trained = trained;
    this.generator = trained.generator();
    this.network = network;
    this.latents = latents;
    this.imageSize = generator.resolution() / shrink;
  }

  private boolean allClasses() {
    return NetworkOptions.ALL.equals(network.className()) && generator.labelSize() > 0;
  }

  private ImageGrid display() {
    GridSize display = GridSize.HD_1080P;
    int columns = allClasses() ? generator.labelSize() : display.columns(imageSize);
    return new ImageGrid(columns, display.rows(imageSize));
  }

  /**
   * The images of some grids.
   *
   * @param wanted the size of a grid; null for what suits
   * @param count how many grids, unless seeds or latents are listed
   */
  public Selection selection(ImageGrid wanted, int count) throws IOException {
    ImageGrid grid = wanted == null ? display() : wanted;
    checkSize(grid);
    int classes = allClasses() ? generator.labelSize() : 1;
    long images = (long) grid.size() * count;
    int vectors = Math.toIntExact((images + classes - 1) / classes);
    return Selection.of(trained, latents, network, vectors);
  }

  /**
   * The size of a grid that holds a selection.
   *
   * @param wanted null for what suits
   */
  public ImageGrid size(ImageGrid wanted, Selection selection) {
    boolean listed = latents.seeds() != null || latents.file() != null;
    if (wanted != null || !listed) {
      return wanted == null ? display() : wanted;
    }
    int columns =
        allClasses() ? generator.labelSize() : (int) Math.ceil(Math.sqrt(selection.count()));
    ImageGrid grid = new ImageGrid(columns, (selection.count() + columns - 1) / columns);
    checkSize(grid);
    return grid;
  }

  private void checkSize(ImageGrid grid) {
    long values = (long) grid.size() * generator.channels() * imageSize * imageSize;
    if (values > MOST_VALUES) {
      throw CommandFailure.wrongUsage(
          "--grid-size %dx%d: a picture of %d x %d pixels is too large; make the grid smaller, or"
                  .formatted(
                      grid.columns(),
                      grid.rows(),
                      grid.columns() * imageSize,
                      grid.rows() * imageSize)
              + " --shrink the images");
    }
  }
}
