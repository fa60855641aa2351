package io.progan.core.generate;

/**
 * Which images a network with batch norm normalises together: an image depends on the others.
 *
 * @param images so many, in order; what is left at the end is normalised by itself
 * @param averages instead by the running averages of the training, so that each image stands for
 *     itself
 */
public record Together(int images, boolean averages) {

  /** As many as the original makes at a time for its measures. */
  public static final Together STANDARD = new Together(16, false);

  /** Running averages. */
  public static final Together AVERAGES = new Together(1, true);

  /** Checks the number. */
  public Together {
    if (images < 1) {
      throw new IllegalArgumentException("images must be 1 or more, not " + images);
    }
  }

  /** So many images. */
  public static Together of(int images) {
    return new Together(images, false);
  }
}
