package io.progan.dataset.celebahq;

import io.progan.dataset.resample.Quad;

/**
 * A photograph at some step of the alignment.
 *
 * @param width its columns
 * @param height its rows
 * @param quad the oriented square around the face, in its pixels
 * @param zoom how many pixels of the result one of its pixels becomes
 */
record FaceView(int width, int height, Quad quad, double zoom) {
  /** The smallest rectangle of whole pixels around the square. */
  Edges bounds() {
    float left = Float.POSITIVE_INFINITY;
    float top = Float.POSITIVE_INFINITY;
    float right = Float.NEGATIVE_INFINITY;
    float bottom = Float.NEGATIVE_INFINITY;
    for (int i = 0; i < quad.x().length; i++) {
      left = Math.min(left, quad.x()[i]);
      right = Math.max(right, quad.x()[i]);
      top = Math.min(top, quad.y()[i]);
      bottom = Math.max(bottom, quad.y()[i]);
    }
    return new Edges(
        (int) Math.floor(left),
        (int) Math.floor(top),
        (int) Math.ceil(right),
        (int) Math.ceil(bottom));
  }

  /** Made smaller by a whole number. */
  FaceView shrunk(int divisor) {
    return new FaceView(
        (int) Math.rint((double) width / divisor),
        (int) Math.rint((double) height / divisor),
        quad.dividedBy(divisor),
        zoom * divisor);
  }

  /** Cut to a rectangle. */
  FaceView cut(Edges box) {
    return new FaceView(
        box.right() - box.left(),
        box.bottom() - box.top(),
        quad.moved(-box.left(), -box.top()),
        zoom);
  }

  /** Made larger by a whole number. */
  FaceView enlarged(int factor) {
    return new FaceView(width * factor, height * factor, quad.times(factor), zoom / factor);
  }

  /** With margins. */
  FaceView padded(Edges margins) {
    return new FaceView(
        width + margins.left() + margins.right(),
        height + margins.top() + margins.bottom(),
        quad.moved(margins.left(), margins.top()),
        zoom);
  }
}
