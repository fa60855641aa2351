package io.progan.dataset.resample;

/**
 * A quadrilateral in a picture, in single precision as NumPy holds it.
 *
 * @param x the columns of the corners top left, bottom left, bottom right and top right
 * @param y their rows
 */
public record Quad(float[] x, float[] y) {
  private static final int CORNERS = 4;

  /** Checks that there are four corners, else {@link IllegalArgumentException}. */
  public Quad {
    if (x.length != CORNERS || y.length != CORNERS) {
      throw new IllegalArgumentException("a quadrilateral has 4 corners, not " + x.length);
    }
  }

  /** Moved to the right and down. */
  public Quad moved(float right, float down) {
    Quad moved = new Quad(x.clone(), y.clone());
    for (int i = 0; i < CORNERS; i++) {
      moved.x[i] += right;
      moved.y[i] += down;
    }
    return moved;
  }

  /** All coordinates times a number. */
  public Quad times(float factor) {
    Quad scaled = new Quad(x.clone(), y.clone());
    for (int i = 0; i < CORNERS; i++) {
      scaled.x[i] *= factor;
      scaled.y[i] *= factor;
    }
    return scaled;
  }

  /** All coordinates divided by a number. */
  public Quad dividedBy(float divisor) {
    Quad scaled = new Quad(x.clone(), y.clone());
    for (int i = 0; i < CORNERS; i++) {
      scaled.x[i] /= divisor;
      scaled.y[i] /= divisor;
    }
    return scaled;
  }
}
