package io.progan.dataset.resample;

/**
 * One direction of a resize. Several neighbouring lines are computed at once: their samples lie
 * side by side while they are summed, which is what processors with vector units like.
 *
 * <p>A pass holds scratch memory of {@link #LANES} * 4 bytes for each sample of an input line and
 * is for one thread.
 */
abstract class Pass {
  /** How many lines are computed at once. */
  static final int LANES = 64;

  private static final int TILE = 16;

  private final Windows windows;
  private final int inSize;

  Pass(Windows windows, int inSize) {
    this.windows = windows;
    this.inSize = inSize;
  }

  /** Computes every line of {@code out} from the same line of {@code in}. */
  final void run(Lines in, Lines out) {
    for (int line = 0; line < in.count(); line += LANES) {
      int number = Math.min(LANES, in.count() - line);
      load(in.some(line, number));
      filter(out.some(line, number));
    }
  }

  /** In tiles, because either the samples or the lanes are far apart in memory. */
  private void load(Lines in) {
    for (int begin = 0; begin < inSize; begin += TILE) {
      int end = Math.min(inSize, begin + TILE);
      for (int lane = 0; lane < in.count(); lane++) {
        int at = in.origin() + lane * in.stride() + begin * in.step();
        for (int i = begin; i < end; i++, at += in.step()) {
          put(i * LANES + lane, in.data()[at] & 0xff);
        }
      }
    }
  }

  private void filter(Lines out) {
    for (int i = 0; i < windows.first().length; i++) {
      clear();
      int weight = i * windows.most();
      int from = windows.first()[i] * LANES;
      for (int k = 0; k < windows.size()[i]; k++) {
        add(from + k * LANES, weight + k);
      }
      int at = out.origin() + i * out.step();
      for (int lane = 0; lane < out.count(); lane++) {
        out.data()[at + lane * out.stride()] = (byte) level(lane);
      }
    }
  }

  /** Keeps an input sample. */
  abstract void put(int index, int sample);

  /** Begins the sums of all lanes, with the half that rounds. */
  abstract void clear();

  /** Adds to the sum of each lane the sample at {@code from + lane} times a weight. */
  abstract void add(int from, int weight);

  /** The sum of a lane as a level, 0 to 255. */
  abstract int level(int lane);
}
