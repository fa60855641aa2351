package io.progan.dataset.tfrecord;

import io.progan.dataset.DatasetException;
import io.progan.dataset.numpy.NpyArray;
import io.progan.dataset.numpy.NpyReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * One row of numbers for each image, for example a one-hot class: float32 {@code [count, size]}.
 * The size is 0 in a dataset without labels.
 */
public final class Labels {
  private final int count;
  private final int size;
  private final float[] values;

  /**
   * Labels in row order.
   *
   * @param values {@code count * size} numbers, not copied, else {@link IllegalArgumentException}
   */
  public Labels(int count, int size, float[] values) {
    if (count < 0 || size < 0 || (long) count * size != values.length) {
      throw new IllegalArgumentException(
          "%d labels of size %d do not have %d values".formatted(count, size, values.length));
    }
    this.count = count;
    this.size = size;
    this.values = values;
  }

  /** Labels without numbers, for so many images. */
  public static Labels none(int count) {
    return new Labels(count, 0, new float[0]);
  }

  /**
   * Reads a {@code .labels} file, which is an array file of two dimensions.
   *
   * @throws DatasetException if it is damaged or has another number of dimensions
   */
  public static Labels read(Path file) throws IOException {
    NpyArray array = NpyReader.read(file);
    int[] shape = array.shape();
    if (shape.length != 2) {
      throw new DatasetException(
          "%s: labels need 2 dimensions (images, label size), these have %d"
              .formatted(file, shape.length));
    }
    return new Labels(shape[0], shape[1], array.floats());
  }

  /**
   * Reads a {@code .labels} file whose numbers can be computed with.
   *
   * @throws DatasetException as for {@link #read}, and if a number is infinite or none (NaN)
   */
  public static Labels readFinite(Path file) throws IOException {
    Labels labels = read(file);
    for (int i = 0; i < labels.values.length; i++) {
      if (!Float.isFinite(labels.values[i])) {
        throw new DatasetException(
            "%s: row %d, column %d (from 0) is %s, not a number that can be used; mend the labels"
                .formatted(file, i / labels.size, i % labels.size, labels.values[i]));
      }
    }
    return labels;
  }

  /** The number of rows, one for each image. */
  public int count() {
    return count;
  }

  /** The numbers in a row, 0 if there are no labels. */
  public int size() {
    return size;
  }

  /** Copies the row of an image into a larger array, from {@code offset} on. */
  public void copyRow(long image, float[] into, int offset) {
    if (image < 0 || image >= count) {
      throw new IndexOutOfBoundsException("label " + image + " of " + count);
    }
    System.arraycopy(values, (int) image * size, into, offset, size);
  }

  /** The row of an image, a copy. */
  public float[] row(long image) {
    float[] row = new float[size];
    copyRow(image, row, 0);
    return row;
  }

  /** For each number of a label, how many images have it above 0.5. */
  public List<Long> histogram() {
    Long[] histogram = new Long[size];
    Arrays.fill(histogram, 0L);
    for (int i = 0; i < values.length; i++) {
      histogram[i % size] += values[i] > 0.5f ? 1 : 0;
    }
    return List.of(histogram);
  }

  /**
   * The first numbers of each row.
   *
   * @param wanted how many, at most {@link #size}, else {@link IllegalArgumentException}
   */
  public Labels first(int wanted) {
    if (wanted < 0 || wanted > size) {
      throw new IllegalArgumentException(wanted + " of " + size + " numbers of a label");
    }
    if (wanted == size) {
      return this;
    }
    float[] first = new float[count * wanted];
    for (int row = 0; row < count; row++) {
      System.arraycopy(values, row * size, first, row * wanted, wanted);
    }
    return new Labels(count, wanted, first);
  }

  /** How many rows have only zeros. */
  public long zeroRows() {
    long rows = 0;
    for (int row = 0; row < count; row++) {
      boolean zero = true;
      for (int i = row * size; i < (row + 1) * size; i++) {
        zero &= values[i] == 0;
      }
      rows += zero ? 1 : 0;
    }
    return rows;
  }

  /** Whether there is no other number. */
  public boolean areZerosAndOnes() {
    for (float value : values) {
      if (value != 0 && value != 1) {
        return false;
      }
    }
    return true;
  }

  /** The rows as an array to be written; it shares the numbers. */
  public NpyArray toArray() {
    return NpyArray.of(values, count, size);
  }
}
