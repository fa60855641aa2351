package io.progan.dataset.inspect;

import io.progan.dataset.tfrecord.TfRecordDataset;
import java.util.ArrayList;
import java.util.List;

/** Names for the files of images, and labels in words. */
public final class ImageNames {
  private ImageNames() {}

  /**
   * The original's name for an extracted image, {@code imgNNNNNNNN}, without an ending.
   *
   * @param withLabel whether the label follows after a dash, in characters that all file systems
   *     take
   */
  public static String fileName(TfRecordDataset dataset, int index, boolean withLabel) {
    String name = "img%08d".formatted(index);
    if (!withLabel || dataset.labelSize() == 0) {
      return name;
    }
    return name + "-" + label(dataset, index).replaceAll("[^\\p{L}\\p{N}._+-]+", "_");
  }

  /**
   * The label in words: the names or numbers of the classes whose value is above 0.5, or the values
   * if there is none such or values between; empty without labels.
   */
  public static String label(TfRecordDataset dataset, int index) {
    float[] row = dataset.labels().row(index);
    List<String> classes = new ArrayList<>();
    List<String> values = new ArrayList<>();
    boolean plain = true;
    for (int i = 0; i < row.length; i++) {
      plain &= row[i] == 0 || row[i] == 1;
      values.add(String.valueOf(row[i]));
      if (row[i] > 0.5f) {
        classes.add(dataset.classNames().isEmpty() ? "" + i : dataset.classNames().get(i));
      }
    }
    return plain && !classes.isEmpty() ? String.join("+", classes) : String.join(" ", values);
  }
}
