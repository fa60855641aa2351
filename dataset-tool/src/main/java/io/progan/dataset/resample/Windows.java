package io.progan.dataset.resample;

/**
 * Which input samples each output sample is computed from.
 *
 * @param first the first input sample of each output sample
 * @param size how many there are
 * @param most the largest of the sizes; weights lie in rows of this length
 */
record Windows(int[] first, int[] size, int most) {
  /** As wide as a filter of this support may need. */
  static Windows of(int outSize, double support) {
    return new Windows(new int[outSize], new int[outSize], (int) Math.ceil(support) * 2 + 1);
  }

  /** Sets the window of one output sample, kept within the input. */
  void set(int out, int begin, int end, int inSize) {
    first[out] = Math.max(begin, 0);
    size[out] = Math.min(end, inSize) - first[out];
  }
}
