package io.progan.app.generate;

import io.progan.app.console.CommandFailure;
import io.progan.app.mixin.LatentOptions;
import io.progan.app.mixin.NetworkOptions;
import io.progan.core.generate.Generator;
import io.progan.core.image.ImageGrid;
import io.progan.dataset.numpy.RandomState;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * A sheet each of whose rows leads in a straight line from one image to another: of latents, of
 * class vectors, or of both (BigGAN, figures 8 and 9).
 *
 * @param rows of the sheet
 * @param points between the two ends of a row
 * @param fixed what stays the same in a row
 */
public record InterpolationSheet(int rows, int points, Fixed fixed) {

  /** What stays the same in a row. */
  public enum Fixed {
    /** Nothing: latents and class change. */
    NONE,
    /** The latents. */
    Z,
    /** The class. */
    CLASS
  }

  private static final int MOST_IMAGES = 1 << 16;

  /** Checks how many images there are. */
  public InterpolationSheet {
    if ((long) rows * (points + 2) > MOST_IMAGES) {
      throw CommandFailure.wrongUsage(
          "--rows %d: a sheet of %d x %d images is too large".formatted(rows, points + 2, rows));
    }
  }

  /**
   * Chooses the images.
   *
   * @throws CommandFailure if classes are to change that there are not
   */
  public PictureOrder order(TrainedNetwork trained, LatentOptions latents, NetworkOptions network)
      throws IOException {
    Generator generator = trained.generator();
    int classes = generator.labelSize();
    List<Integer> chosen = Classes.chosen(trained, network);
    if (fixed == Fixed.Z && classes == 0) {
      throw CommandFailure.wrongUsage(
          "--fix z: nothing would change, since this network was trained without labels");
    }
    if (fixed == Fixed.Z && chosen.size() == 1) {
      throw CommandFailure.wrongUsage("--fix z: nothing would change with one --class");
    }
    RandomState random = new RandomState(latents.seed());
    float[] ends = latents.source(generator).draw(random, 2 * rows, generator.latentSize());
    float[] labels = new float[2 * rows * classes];
    for (int i = 0; i < 2 * rows && classes > 0; i++) {
      int label =
          chosen.isEmpty()
              ? (int) random.randint(0, classes)
              : chosen.get((int) random.randint(0, chosen.size()));
      labels[i * classes + label] = 1;
    }
    int columns = points + 2;
    Selection selection =
        new Selection(
            items(columns),
            between(ends, generator.latentSize(), fixed == Fixed.Z),
            between(labels, classes, fixed == Fixed.CLASS));
    return new PictureOrder(selection, new ImageGrid(columns, rows));
  }

  private List<Item> items(int columns) {
    List<Item> items = new ArrayList<>();
    for (int i = 0; i < rows * columns; i++) {
      String name = "row%03d-%03d".formatted(i / columns, i % columns);
      items.add(new Item(name, null, i, null, null));
    }
    return items;
  }

  /**
   * Rows of vectors between pairs of ends.
   *
   * @param ends {@code [2 * rows, size]}
   * @param same whether a row stays at its first end
   */
  float[] between(float[] ends, int size, boolean same) {
    int columns = points + 2;
    float[] all = new float[rows * columns * size];
    for (int row = 0; row < rows; row++) {
      for (int column = 0; column < columns; column++) {
        double t = same ? 0 : column / (columns - 1.0);
        for (int i = 0; i < size; i++) {
          double from = ends[2 * row * size + i];
          double to = ends[(2 * row + 1) * size + i];
          all[(row * columns + column) * size + i] = (float) (from + (to - from) * t);
        }
      }
    }
    return all;
  }
}
