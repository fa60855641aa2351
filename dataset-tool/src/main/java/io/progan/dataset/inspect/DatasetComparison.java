package io.progan.dataset.inspect;

import io.progan.dataset.RawImage;
import io.progan.dataset.tfrecord.TfRecordDataset;
import io.progan.dataset.tfrecord.TfRecordReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;

/**
 * How two datasets differ, image by image at their largest resolutions.
 *
 * @param imagesA the number of images of the first
 * @param imagesB the number of images of the second
 * @param shapes the shapes of all images of both in words if they differ, so that no image is
 *     compared; else null
 * @param identicalImages how many are the same in both
 * @param identicalLabels how many labels are the same in both; as {@code compared} if they were
 *     ignored
 * @param differences those that are not, in order; if shapes differ, only those of labels
 */
public record DatasetComparison(
    int imagesA,
    int imagesB,
    String shapes,
    int identicalImages,
    int identicalLabels,
    List<Difference> differences) {

  /**
   * An image or label that is not the same.
   *
   * @param index of the image
   * @param image whether the pictures differ
   * @param label whether the labels differ
   * @param shapes both shapes in words if they differ, else null
   * @param most the largest difference of two values, 0 to 255
   * @param mean the mean difference of values
   */
  public record Difference(
      int index, boolean image, boolean label, String shapes, int most, double mean) {}

  /** How many images both have. */
  public int compared() {
    return Math.min(imagesA, imagesB);
  }

  /** Whether there is no difference at all. */
  public boolean same() {
    return shapes == null && differences.isEmpty() && imagesA == imagesB;
  }

  /**
   * Compares two datasets; one image of each is in memory.
   *
   * @throws io.progan.dataset.DatasetException if a record is damaged
   * @throws CancellationException if the watcher stopped the work
   */
  public static DatasetComparison of(
      TfRecordDataset a, TfRecordDataset b, boolean ignoreLabels, Watcher watcher)
      throws IOException {
    String shapes = shape(a).equals(shape(b)) ? null : shape(a) + " and " + shape(b);
    int count = Math.min(a.numImages(), b.numImages());
    List<Difference> differences = new ArrayList<>();
    int images = 0;
    int labels = 0;
    try (TfRecordReader readerA = a.shard(a.resolutionLog2()).open();
        TfRecordReader readerB = b.shard(b.resolutionLog2()).open()) {
      for (int i = 0; i < count; i++) {
        if (watcher.cancelled()) {
          throw new CancellationException("stopped after " + i + " of " + count + " images");
        }
        boolean label = !ignoreLabels && !Arrays.equals(a.labels().row(i), b.labels().row(i));
        Difference difference =
            shapes == null
                ? difference(i, readerA.next(), readerB.next(), label)
                : new Difference(i, false, label, null, 0, 0);
        images += shapes != null || difference.image() ? 0 : 1;
        labels += label ? 0 : 1;
        if (difference.image() || label) {
          differences.add(difference);
        }
        watcher.progress(i + 1, count);
      }
    }
    return new DatasetComparison(
        a.numImages(), b.numImages(), shapes, images, labels, List.copyOf(differences));
  }

  private static String shape(TfRecordDataset dataset) {
    return "%dx%d %s"
        .formatted(
            dataset.resolution(),
            dataset.resolution(),
            dataset.numChannels() == 1 ? "grey" : "RGB");
  }

  private static Difference difference(int index, RawImage a, RawImage b, boolean label) {
    if (!a.sameShape(b)) {
      return new Difference(index, true, label, a.shape() + " and " + b.shape(), 0, 0);
    }
    int most = 0;
    long sum = 0;
    for (int i = 0; i < a.data().length; i++) {
      int distance = Math.abs((a.data()[i] & 0xff) - (b.data()[i] & 0xff));
      most = Math.max(most, distance);
      sum += distance;
    }
    return new Difference(index, most > 0, label, null, most, (double) sum / a.data().length);
  }
}
