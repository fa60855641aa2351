package io.progan.dataset.write;

import io.progan.dataset.RawImage;
import io.progan.dataset.numpy.NpyArray;
import io.progan.dataset.source.ImageSource;
import io.progan.dataset.tfrecord.Labels;
import java.util.Arrays;

/** Images {@code [n, channel, row, column]} and labels in memory, in a given order. */
final class ArraySource implements ImageSource {
  private final NpyArray images;
  private final Labels labels;
  private final int[] order;

  ArraySource(NpyArray images, Labels labels, int... order) {
    this.images = images;
    this.labels = labels;
    this.order = order;
  }

  @Override
  public String description() {
    return "array";
  }

  @Override
  public int count() {
    return order.length;
  }

  @Override
  public RawImage image(int index) {
    int[] shape = images.shape();
    int size = shape[1] * shape[2] * shape[3];
    int from = order[index] * size;
    byte[] data = Arrays.copyOfRange(images.bytes(), from, from + size);
    return new RawImage(shape[1], shape[2], shape[3], data);
  }

  @Override
  public int labelSize() {
    return labels.size();
  }

  @Override
  public float[] label(int index) {
    return labels.row(order[index]);
  }
}
