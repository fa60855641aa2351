package io.progan.core.training.step;

import io.progan.core.network.DiscriminatorNetwork;
import io.progan.core.network.GeneratorNetwork;

/**
 * How a replica's minibatch is worked off: in equal slices, one after the other, each with whole
 * groups of the minibatch stddev, so that the sum of the gradients is that of the whole.
 *
 * @param images of one replica's minibatch
 * @param groups of the minibatch stddev among them; image i belongs to group {@code i mod groups}
 * @param count how many slices; divides the groups
 */
record Slices(int images, int groups, int count) {

  /** The whole minibatch of a replica at once. */
  static Slices whole(GeneratorNetwork generator, DiscriminatorNetwork discriminator, int images) {
    int group = generator.comparesImages() ? images : discriminator.independentGroup(images);
    return new Slices(images, images / group, 1);
  }

  /** Whether there is a finer division. */
  boolean divisible() {
    return count < groups;
  }

  /** The next finer division. */
  Slices finer() {
    int finer = count + 1;
    while (groups % finer != 0) {
      finer++;
    }
    return new Slices(images, groups, finer);
  }

  /** Images of one slice. */
  int size() {
    return images / count;
  }

  /**
   * One slice of a replica's values.
   *
   * @param values for each image of the replica equally many
   * @param index which slice
   */
  float[] slice(float[] values, int index) {
    if (count == 1) {
      return values;
    }
    int rowLength = values.length / images;
    int sliceGroups = groups / count;
    float[] slice = new float[size() * rowLength];
    for (int row = 0; row < size(); row++) {
      int image = row / sliceGroups * groups + index * sliceGroups + row % sliceGroups;
      System.arraycopy(values, image * rowLength, slice, row * rowLength, rowLength);
    }
    return slice;
  }
}
