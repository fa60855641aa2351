package io.progan.metrics.feature;

/** Turns logits into probabilities. */
final class Softmax {

  private Softmax() {}

  /** Replaces every row of logits by its softmax; sums run in double precision. */
  static void overRows(float[] values, int columns) {
    for (int from = 0; from < values.length; from += columns) {
      int to = from + columns;
      float largest = values[from];
      for (int i = from; i < to; i++) {
        largest = Math.max(largest, values[i]);
      }
      double sum = 0;
      for (int i = from; i < to; i++) {
        sum += Math.exp((double) values[i] - largest);
      }
      for (int i = from; i < to; i++) {
        values[i] = (float) (Math.exp((double) values[i] - largest) / sum);
      }
    }
  }
}
