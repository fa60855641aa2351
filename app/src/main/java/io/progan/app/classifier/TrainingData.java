package io.progan.app.classifier;

import io.progan.app.console.CommandFailure;
import io.progan.dataset.numpy.RandomState;
import io.progan.metrics.classifier.LabelledPictures;
import java.util.Arrays;
import java.util.List;

/**
 * What a classifier learns from, and what it is tried on.
 *
 * @param name of the dataset
 * @param classNames names of all classes
 * @param training pictures to learn from
 * @param heldOut others; there may be none
 */
public record TrainingData(
    String name, List<String> classNames, LabelledPictures training, LabelledPictures heldOut) {

  /**
   * Holds a random part of a dataset out.
   *
   * @param percent of the pictures, rounded down; 0 for none
   * @param seed of NumPy's {@code RandomState(seed).permutation}, the first of which are held out
   */
  public static TrainingData split(PictureSet set, int percent, long seed) {
    int count = set.pictures().count();
    int out = (int) ((long) count * percent / 100);
    int[] order = new RandomState(seed).permutation(count);
    return new TrainingData(
        name(set),
        set.classNames(),
        set.pictures().select(Arrays.copyOfRange(order, out, count)),
        set.pictures().select(Arrays.copyOf(order, out)));
  }

  /**
   * Learns from one dataset and is tried on another.
   *
   * @throws CommandFailure in one line, if they are of different sizes or classes
   */
  public static TrainingData of(PictureSet set, PictureSet test) {
    int size = set.pictures().size();
    int other = test.pictures().size();
    if (size != other) {
      throw CommandFailure.wrongUsage(
          "%s and %s: pictures of %dx%d and of %dx%d; name two datasets of one size"
              .formatted(set.folder(), test.folder(), size, size, other, other));
    }
    if (!set.classNames().equals(test.classNames())) {
      throw CommandFailure.wrongUsage(
          "%s and %s: have other classes; name two datasets of the same ones"
              .formatted(set.folder(), test.folder()));
    }
    return new TrainingData(name(set), set.classNames(), set.pictures(), test.pictures());
  }

  private static String name(PictureSet set) {
    return String.valueOf(set.folder().toAbsolutePath().normalize().getFileName());
  }
}
