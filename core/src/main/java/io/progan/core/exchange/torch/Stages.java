package io.progan.core.exchange.torch;

import io.progan.core.exchange.ExchangeException;
import io.progan.presets.config.BigGanArchitecture;
import java.util.ArrayList;
import java.util.List;

/**
 * The feature maps of a network's blocks, as a resolution and a width multiplier.
 *
 * @param resolution of the images in pixels
 * @param ch the width multiplier
 * @param depth blocks a stage
 */
record Stages(int resolution, int ch, int depth) {

  /**
   * A block's feature maps.
   *
   * @param name for messages
   * @param in maps that it takes
   * @param out maps that it gives out
   */
  record Maps(String name, int in, int out) {}

  /**
   * Finds the only resolution whose widths the blocks have.
   *
   * @param blocks of all stages, in order
   * @param deep whether stages may have several blocks, the one that changes the width being the
   *     last; else they have one
   * @throws ExchangeException naming the first block that no resolution's widths go with
   */
  static Stages ofGenerator(TensorShapes shapes, List<Maps> blocks, boolean deep)
      throws ExchangeException {
    String best = null;
    int reached = -1;
    for (int size = BigGanArchitecture.SMALLEST; size <= BigGanArchitecture.LARGEST; size *= 2) {
      List<Integer> widths = BigGanArchitecture.generatorWidths(size);
      int stages = widths.size() - 1;
      int depth = blocks.size() / stages;
      if (blocks.size() != depth * stages || (deep ? depth < 2 : depth != 1)) {
        continue;
      }
      Stages found = new Stages(size, blocks.get(0).in() / widths.get(0), depth);
      List<Maps> expected = found.expected(widths, blocks);
      int same = same(blocks, expected);
      if (same == blocks.size()) {
        return found;
      }
      if (same > reached) {
        reached = same;
        best = found.difference(blocks.get(same), expected.get(same));
      }
    }
    throw shapes.problem(best == null ? wrongCount(blocks.size(), deep) : best);
  }

  private static String wrongCount(int blocks, boolean deep) {
    return deep
        ? "has %d blocks, which no deep generator of BigGAN's with two or more a stage has"
            .formatted(blocks)
        : "has %d blocks; BigGAN's generators have 3 (32 pixels) to 7 (512)".formatted(blocks);
  }

  /**
   * Finds the only resolution whose discriminator has so many stages.
   *
   * @param blocks the first one of each stage, in order
   * @param deep whether the first width is that of what the blocks take
   * @param depth blocks a stage
   * @throws ExchangeException naming the first block whose widths do not go with it
   */
  static Stages ofDiscriminator(TensorShapes shapes, List<Maps> blocks, boolean deep, int depth)
      throws ExchangeException {
    for (int size = BigGanArchitecture.SMALLEST; size <= BigGanArchitecture.LARGEST; size *= 2) {
      List<Integer> widths = BigGanArchitecture.discriminatorWidths(size);
      if (blocks.size() != widths.size() - (deep ? 1 : 0)) {
        continue;
      }
      Maps first = blocks.get(0);
      Stages found = new Stages(size, (deep ? first.in() : first.out()) / widths.get(0), depth);
      List<Maps> expected = new ArrayList<>();
      for (int i = 0; i < blocks.size(); i++) {
        int before =
            deep ? widths.get(i) * found.ch() : i == 0 ? first.in() : expected.get(i - 1).out();
        int out = widths.get(deep ? i + 1 : i) * found.ch();
        expected.add(new Maps(blocks.get(i).name(), before, out));
      }
      int same = same(blocks, expected);
      if (same < blocks.size()) {
        throw shapes.problem(found.difference(blocks.get(same), expected.get(same)));
      }
      return found;
    }
    throw shapes.problem(
        "has %d stages of blocks, which no discriminator of BigGAN's has".formatted(blocks.size()));
  }

  /** A generator's blocks at these widths; the last one of a stage changes them. */
  private List<Maps> expected(List<Integer> widths, List<Maps> blocks) {
    List<Maps> expected = new ArrayList<>();
    for (int i = 0; i < blocks.size(); i++) {
      int stage = i / depth;
      int in = widths.get(stage) * ch;
      int out = (i + 1) % depth == 0 ? widths.get(stage + 1) * ch : in;
      expected.add(new Maps(blocks.get(i).name(), in, out));
    }
    return expected;
  }

  /** How many of the first ones are as expected. */
  private static int same(List<Maps> blocks, List<Maps> expected) {
    int same = 0;
    while (same < blocks.size() && blocks.get(same).equals(expected.get(same))) {
      same++;
    }
    return same;
  }

  /** What is wrong with a block. */
  private String difference(Maps found, Maps expected) {
    return "%s takes %d feature maps and gives out %d, but with ch %d at %d pixels takes %d, gives %d"
        .formatted(
            found.name(), found.in(), found.out(), ch, resolution, expected.in(), expected.out());
  }
}
