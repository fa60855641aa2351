package io.progan.app.generate;

import io.progan.app.console.CommandFailure;
import io.progan.app.console.ExitCode;
import io.progan.app.console.HumanFormat;
import io.progan.app.mixin.NetworkOptions;
import io.progan.core.generate.Generator;
import io.progan.core.generate.Images;
import io.progan.core.generate.LatentSource;
import io.progan.core.generate.Latents;
import io.progan.core.image.ImageGrid;
import io.progan.core.image.Lettering;
import io.progan.dataset.RawImage;
import io.progan.dataset.numpy.RandomState;
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
  private static final int STANDING_PASSES = 16;

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
    float[] labels = labels(trained, network, seeds.size());
    float[] values = new float[0];
    int length = 0;
    for (int column = 0; column < thresholds.size(); column++) {
      LatentSource source = source(generator, thresholds.get(column));
      if (generator.usesStatistics()) {
        generator.stand(STANDING_PASSES, source);
      }
      float[] latents = new float[seeds.size() * latentSize];
      for (int row = 0; row < seeds.size(); row++) {
        float[] one = source.draw(new RandomState(seeds.get(row)), 1, latentSize);
        System.arraycopy(one, 0, latents, latentSize * row, latentSize);
      }
      float[] made = generator.generate(latents, labels).values();
      if (column == 0) {
        length = made.length / seeds.size();
        values = new float[made.length * thresholds.size()];
      }
      for (int row = 0; row < seeds.size(); row++) {
        int to = (row * thresholds.size() + column) * length;
        System.arraycopy(made, row * length, values, to, length);
      }
    }
    Images images = all(generator, values).shrink(shrink);
    RawImage body = images.picture(new ImageGrid(thresholds.size(), seeds.size()));
    return captioned(body, images.size());
  }

  private Images all(Generator generator, float[] values) {
    return new Images(
        seeds.size() * thresholds.size(),
        generator.channels(),
        generator.resolution(),
        values,
        generator.range());
  }

  private static LatentSource source(Generator generator, double threshold) {
    try {
      return new LatentSource(generator.distribution(), LatentSource.Manner.RESAMPLED, threshold);
    } catch (IllegalArgumentException e) {
      throw new CommandFailure(ExitCode.WRONG_USAGE, "--trunc: " + e.getMessage(), e);
    }
  }

  /** One label for each seed. */
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
      long seed = seeds.get(i);
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
