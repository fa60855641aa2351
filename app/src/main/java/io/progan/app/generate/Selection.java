package io.progan.app.generate;

import io.progan.app.console.CommandFailure;
import io.progan.app.mixin.LatentOptions;
import io.progan.app.mixin.NetworkOptions;
import io.progan.core.generate.Generator;
import io.progan.dataset.numpy.NpyArray;
import io.progan.dataset.numpy.NpyReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The images that are to be made, in order.
 *
 * @param items what each is called
 * @param latents {@code [count, latentSize]}
 * @param labels {@code [count, labelSize]}; empty without labels
 */
public record Selection(List<Item> items, float[] latents, float[] labels) {

  private static final int MOST_LATENTS = 1 << 28; // 1 GB

  /** Keeps its own list. */
  public Selection {
    items = List.copyOf(items);
  }

  /** The number of images. */
  public int count() {
    return items.size();
  }

  /** The labels of some images in a row. */
  float[] labels(int first, int images) {
    int size = labels.length / count();
    return Arrays.copyOfRange(labels, first * size, (first + images) * size);
  }

  /**
   * Chooses images by options.
   *
   * @param count how many, unless the options list seeds or latents
   * @throws CommandFailure if the options do not fit the network
   */
  public static Selection of(
      TrainedNetwork trained, LatentOptions options, NetworkOptions network, int count)
      throws IOException {
    Generator generator = trained.generator();
    Selection plain;
    if (options.file() != null) {
      plain = read(options.file(), generator.latentSize());
    } else if (options.seeds() != null) {
      plain = seeds(options, generator);
    } else {
      checkSize(count, generator.latentSize());
      float[] latents = options.draw(generator, options.seed(), count);
      plain = new Selection(numbered(count), latents, new float[0]);
    }
    return plain.withClasses(trained, network);
  }

  private static void checkSize(long count, int latentSize) {
    if (count * latentSize > MOST_LATENTS) {
      throw CommandFailure.wrongUsage(
          "%d images are too many at once for latents of %d numbers; make at most %d, and then more"
                  .formatted(count, latentSize, MOST_LATENTS / latentSize)
              + " with another seed");
    }
  }

  private static List<Item> numbered(int count) {
    List<Item> items = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      items.add(new Item("image%06d".formatted(i), null, i, null, null));
    }
    return items;
  }

  private static Selection read(Path file, int latentSize) throws IOException {
    NpyArray array = NpyReader.read(file);
    int[] shape = array.shape();
    if (shape.length != 2 || shape[1] != latentSize || shape[0] == 0) {
      throw CommandFailure.wrongUsage(
          "%s: an array of shape %s, but this network needs [images, %d]"
              .formatted(file, Arrays.toString(shape), latentSize));
    }
    float[] latents = new float[array.size()];
    double[] values = array.doubles();
    for (int i = 0; i < latents.length; i++) {
      if (!Double.isFinite(values[i])) {
        throw CommandFailure.wrongUsage(
            "%s: row %d holds %s, which is no number".formatted(file, i / latentSize, values[i]));
      }
      latents[i] = (float) values[i];
    }
    return new Selection(numbered(shape[0]), latents, new float[0]);
  }

  private static Selection seeds(LatentOptions options, Generator generator) {
    int latentSize = generator.latentSize();
    List<Long> seeds = options.seeds().list();
    checkSize(seeds.size(), latentSize);
    float[] latents = new float[seeds.size() * latentSize];
    List<Item> items = new ArrayList<>();
    for (int i = 0; i < seeds.size(); i++) {
      float[] one = options.draw(generator, seeds.get(i), 1);
      System.arraycopy(one, 0, latents, i * latentSize, latentSize);
      items.add(new Item("seed%06d".formatted(seeds.get(i)), seeds.get(i), null, null, null));
    }
    return new Selection(items, latents, new float[0]);
  }

  private Selection withClasses(TrainedNetwork trained, NetworkOptions network) throws IOException {
    Generator generator = trained.generator();
    String className = network.className();
    int labelSize = generator.labelSize();
    if (className == null && labelSize == 0) {
      return this;
    }
    List<Integer> chosen = Classes.chosen(trained, network);
    int copies = Math.max(1, chosen.size());
    checkSize((long) count() * copies, generator.latentSize());
    List<Item> labelled = new ArrayList<>();
    float[] repeated = new float[latents.length * copies];
    float[] oneHot = new float[count() * copies * labelSize];
    int latentSize = generator.latentSize();
    for (int i = 0; i < count() * copies; i++) {
      Item item = items.get(i / copies);
      int label = chosen.isEmpty() ? inTurn(item, labelSize) : chosen.get(i % copies);
      labelled.add(item.withLabel(label, copies > 1 ? "-class%02d".formatted(label) : ""));
      System.arraycopy(latents, i / copies * latentSize, repeated, i * latentSize, latentSize);
      oneHot[i * labelSize + label] = 1;
    }
    return new Selection(labelled, repeated, oneHot);
  }

  /** The class of an image does not depend on which others are made. */
  private static int inTurn(Item item, int classes) {
    long number = item.seed() == null ? item.index() : item.seed();
    return (int) (number % classes);
  }

  /** The same images in the order of their scores, the highest first. */
  Selection ranked(float[] scores) {
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < count(); i++) {
      order.add(i);
    }
    order.sort((a, b) -> Float.compare(scores[b], scores[a]));
    int latentSize = latents.length / count();
    int labelSize = labels.length / count();
    List<Item> sorted = new ArrayList<>();
    float[] sortedLatents = new float[latents.length];
    float[] sortedLabels = new float[labels.length];
    for (int rank = 0; rank < count(); rank++) {
      int i = order.get(rank);
      sorted.add(items.get(i).ranked(rank, scores[i]));
      System.arraycopy(latents, i * latentSize, sortedLatents, rank * latentSize, latentSize);
      System.arraycopy(labels, i * labelSize, sortedLabels, rank * labelSize, labelSize);
    }
    return new Selection(sorted, sortedLatents, sortedLabels);
  }
}
