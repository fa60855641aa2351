package io.progan.dataset.inspect;

/**
 * Something that is wrong with a dataset.
 *
 * @param file the name of the file in the dataset's folder
 * @param record the record of that file, or the row of labels, counted from 0; -1 for the whole
 *     file
 * @param offset the byte of the file where the record begins; -1 if that has no meaning
 * @param problem what is wrong
 */
public record Fault(String file, long record, long offset, String problem) {
  static Fault of(String file, String problem) {
    return new Fault(file, -1, -1, problem);
  }

  /** One line for people. */
  @Override
  public String toString() {
    StringBuilder line = new StringBuilder(file);
    if (record >= 0) {
      line.append(": record ").append(record);
    }
    if (offset >= 0) {
      line.append(" at byte ").append(offset);
    }
    return line.append(": ").append(problem).toString();
  }
}
