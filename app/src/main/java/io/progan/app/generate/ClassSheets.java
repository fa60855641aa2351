package io.progan.app.generate;

import io.progan.app.console.CommandFailure;
import io.progan.app.mixin.LatentOptions;
import io.progan.app.mixin.NetworkOptions;
import io.progan.core.generate.Generator;
import io.progan.core.image.ImageGrid;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Sheets with a row for each class, as BigGAN's public code makes them.
 *
 * @param columns images of each class
 * @param rows classes of a sheet; 0 for 50 of at most 64 pixels, 20 of at most 256, else 10
 */
public record ClassSheets(int columns, int rows) {

  private static final int MOST_IMAGES = 1 << 20;

  /**
   * Chooses the images.
   *
   * @throws CommandFailure if the network has no classes
   */
  public PictureOrder order(TrainedNetwork trained, LatentOptions latents, NetworkOptions network)
      throws IOException {
    Generator generator = trained.generator();
    if (generator.labelSize() == 0) {
      throw CommandFailure.wrongUsage("this network was trained without labels; use generate grid");
    }
    List<Integer> chosen = Classes.chosen(trained, network);
    List<Integer> classes =
        chosen.isEmpty() ? IntStream.range(0, generator.labelSize()).boxed().toList() : chosen;
    int count = Math.multiplyExact(classes.size(), columns);
    if (count > MOST_IMAGES) {
      throw CommandFailure.wrongUsage(
          "--columns %d: sheets of %d images in all are too many".formatted(columns, count));
    }
    float[] labels = new float[count * generator.labelSize()];
    List<Item> items = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int label = classes.get(i / columns);
      labels[i * generator.labelSize() + label] = 1;
      items.add(new Item("class%05d-%02d".formatted(label, i % columns), null, i, label, null));
    }
    float[] drawn = latents.draw(generator, latents.seed(), count);
    int shown = Math.min(rows == 0 ? usualRows(generator.resolution()) : rows, classes.size());
    return new PictureOrder(new Selection(items, drawn, labels), new ImageGrid(columns, shown));
  }

  private static int usualRows(int resolution) {
    if (resolution <= 64) {
      return 50;
    }
    return resolution <= 256 ? 20 : 10;
  }
}
