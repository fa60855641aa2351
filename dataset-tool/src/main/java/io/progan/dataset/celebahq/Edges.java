package io.progan.dataset.celebahq;

/**
 * Four whole numbers of pixels, one for each side: a rectangle whose right and bottom are just
 * outside, or margins around a picture.
 */
record Edges(int left, int top, int right, int bottom) {
  int largest() {
    return Math.max(Math.max(left, right), Math.max(top, bottom));
  }

  /** Each side at least {@code least}. */
  Edges atLeast(int least) {
    return new Edges(
        Math.max(left, least),
        Math.max(top, least),
        Math.max(right, least),
        Math.max(bottom, least));
  }
}
