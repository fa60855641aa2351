package io.progan.dataset.archive;

import io.progan.dataset.RawImage;
import io.progan.dataset.numpy.RandomState;
import io.progan.dataset.source.ImageSource;

/** RGB images of three random digits each. */
final class MnistComposites implements ImageSource {
  private static final int CHANNELS = 3;

  private final MnistDigits digits;
  private final int[] picks;
  private final String description;

  MnistComposites(MnistDigits digits, int count, long seed) {
    this(digits, digits.count(), count, seed);
  }

  /** Chooses among the first {@code choices} digits. */
  MnistComposites(MnistDigits digits, int choices, int count, long seed) {
    this.digits = digits;
    this.description = "MNIST, three digits an image, seed " + seed;
    this.picks = new int[Math.multiplyExact(count, CHANNELS)];
    RandomState random = new RandomState(seed);
    for (int i = 0; i < picks.length; i++) {
      picks[i] = (int) random.randint(0, choices);
    }
  }

  @Override
  public String description() {
    return description;
  }

  @Override
  public int count() {
    return picks.length / CHANNELS;
  }

  /** A checksum of all digits, once: the seed and the number of images are options. */
  @Override
  public String identity(int index) {
    return index == 0 ? digits.checksum() : "";
  }

  /** The digit in one channel of an image. */
  int pick(int index, int channel) {
    return picks[index * CHANNELS + channel];
  }

  @Override
  public RawImage image(int index) {
    int side = MnistDigits.RESOLUTION;
    byte[] data = new byte[CHANNELS * side * side];
    for (int channel = 0; channel < CHANNELS; channel++) {
      digits.copy(pick(index, channel), data, channel);
    }
    return new RawImage(CHANNELS, side, side, data);
  }
}
