package io.progan.dataset.write;

import io.progan.dataset.tfrecord.DatasetOrigin;
import java.util.List;

/**
 * What a new dataset says about itself beside what can be counted.
 *
 * @param source where the images came from, in words
 * @param classNames what the numbers of a label stand for; may be empty
 * @param origin how the dataset comes into being
 * @param skipped what was left out: one line each with a name and the reason
 */
public record DatasetNotes(
    String source, List<String> classNames, DatasetOrigin origin, List<String> skipped) {
  /** The file of a dataset's folder that lists what was left out, if anything was. */
  public static final String SKIPPED_FILE = "skipped.txt";

  /** The lists are copied. */
  public DatasetNotes {
    classNames = List.copyOf(classNames);
    skipped = List.copyOf(skipped);
  }
}
