package io.progan.app.generate;

import io.progan.app.console.CommandFailure;
import io.progan.app.console.HumanFormat;
import io.progan.app.mixin.NetworkOptions;
import io.progan.core.generate.Generator;
import io.progan.core.generate.Images;
import io.progan.core.generate.Latents;
import io.progan.core.image.ImageGrid;
import io.progan.core.image.Lettering;
import io.progan.dataset.RawImage;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;

/**
 * A truncation sheet: what the threshold of a truncated normal distribution does to images.
 *
 * @param seeds one row each
 * @param thresholds one column each
 */
public record Sheet(List<Long> seeds, List<Double> thresholds) {

  private static final int MOST_IMAGES = 4096;
  private static final int MARGIN = 4;

  /** Keeps its own lists, and checks them. */
  public Sheet {
    seeds = List.copyOf(seeds);
    thresholds = List.copyOf(thresholds);
    for (double threshold : thresholds) {
      if (!(threshold >= Latents.LEAST_THRESHOLD)) {
        throw CommandFailure.wrongUsage(
            "--trunc: thresholds must be %s or more, got %s"
                .formatted(Latents.LEAST_THRESHOLD, threshold));
      }
    }
    if ((long) seeds.size() * thresholds.size() > MOST_IMAGES) {
      throw CommandFailure.wrongUsage(
          "a sheet of %d x %d images is too large; at most %d in all"
              .formatted(seeds.size(), thresholds.size(), MOST_IMAGES));
    }
  }

  /**
   * Draws the sheet, with the thresholds above and the seeds at the left.
   *
   * @param shrink how much smaller the images become
   */
  public RawImage draw(TrainedNetwork trained, NetworkOptions network, int shrink)
      throws IOException {
    Generator generator = trained.generator();
    int latentSize = generator.latentSize();
    float[] latents = new float[seeds.size() * thresholds.size() * latentSize];
    int count = 0;
    for (long seed : seeds) {
      for (double threshold : thresholds) {
        float[] one = Latents.truncated(seed, 1, latentSize, threshold);
        System.arraycopy(one, 0, latents, latentSize * count++, latentSize);
      }
    }
    float[] labels = labels(trained, network, count);
    Images images = generator.generate(latents, labels).shrink(shrink);
    RawImage body = images.picture(new ImageGrid(thresholds.size(), seeds.size()));
    return captioned(body, images.size());
  }

  private float[] labels(TrainedNetwork trained, NetworkOptions network, int count)
      throws IOException {
    Generator generator = trained.generator();
    String className = network.className();
    if (generator.labelSize() == 0 && className == null) {
      return new float[0];
    }
    List<Integer> chosen = Classes.chosen(trained, network);
    if (chosen.size() > 1) {
      throw CommandFailure.wrongUsage("--class all: a row shows one class; name one, or none");
    }
    float[] labels = new float[count * generator.labelSize()];
    for (int i = 0; i < count; i++) {
      long seed = seeds.get(i / thresholds.size());
      int label = chosen.isEmpty() ? (int) (seed % generator.labelSize()) : chosen.get(0);
      labels[i * generator.labelSize() + label] = 1;
    }
    return labels;
  }

  private RawImage captioned(RawImage body, int imageSize) {
    Lettering letters = new Lettering(Math.max(1, imageSize / 64));
    int left = MARGIN + seeds.stream().mapToInt(s -> letters.width(s.toString())).max().orElse(0);
    int top = MARGIN + letters.height();
    RawImage sheet =
        new RawImage(
            body.channels(),
            top + body.height(),
            left + body.width(),
            new byte[body.channels() * (top + body.height()) * (left + body.width())]);
    Arrays.fill(sheet.data(), (byte) 0x20);
    for (int row = 0; row < body.channels() * body.height(); row++) {
      int channel = row / body.height();
      int to = (channel * sheet.height() + top + row % body.height()) * sheet.width() + left;
      System.arraycopy(body.data(), row * body.width(), sheet.data(), to, body.width());
    }
    for (int i = 0; i < thresholds.size(); i++) {
      letters.write(sheet, word(thresholds.get(i)), left + i * imageSize, MARGIN / 2);
    }
    for (int i = 0; i < seeds.size(); i++) {
      int middle = top + i * imageSize + (imageSize - letters.height()) / 2;
      letters.write(sheet, seeds.get(i).toString(), MARGIN / 2, middle);
    }
    return sheet;
  }

  private static String word(double threshold) {
    return HumanFormat.number(threshold);
  }
}
