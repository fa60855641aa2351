package io.progan.dataset.celebahq;

import io.progan.dataset.resample.Quad;

/**
 * What is done to a photograph to bring its face into the middle of a square, in numbers. The steps
 * are: shrink it if it is far too large, cut it to the face and a border, enlarge it, add margins
 * where the face is too near to the edge, and warp the square.
 *
 * @param square the oriented square in the photograph
 * @param start the photograph as it is
 * @param shrink by how much it is made smaller, if above 1
 * @param shrunk after that
 * @param border how many pixels are kept around the square, if the picture has them
 * @param cut what is cut out; the whole picture if it is no larger
 * @param afterCut after that
 * @param enlarge by how much it is made larger, if above 1; a power of two
 * @param enlarged after that
 * @param missing pixels that the square and the border need beyond the picture
 * @param margins what is added around the picture; all 0 if enough is there
 * @param result after that
 * @param blurSigma how much the margins are blurred, in pixels; 0 without margins
 */
record AlignmentPlan(
    FaceSquare square,
    FaceView start,
    int shrink,
    FaceView shrunk,
    int border,
    Edges cut,
    FaceView afterCut,
    int enlarge,
    FaceView enlarged,
    Edges missing,
    Edges margins,
    FaceView result,
    double blurSigma) {
  private static final int LEAST_BORDER = 3;
  private static final int TOLERATED = 4;
  private static final double BORDER_PART = 0.1;
  private static final double MARGIN_PART = 0.3;
  private static final double BLUR_PART = 0.02;

  /**
   * Plans the steps for one face.
   *
   * @param width columns of the photograph
   * @param height its rows
   * @param resolution of the result
   * @param landmarks as {@link FaceSquare#of} takes them
   */
  static AlignmentPlan of(int width, int height, int resolution, float... landmarks) {
    FaceSquare square = FaceSquare.of(landmarks);
    FaceView start = new FaceView(width, height, square.quad(), square.zoom(resolution));
    int shrink = (int) Math.floor(0.5 / start.zoom());
    FaceView shrunk = shrink > 1 ? start.shrunk(shrink) : start;
    int border = Math.max((int) Math.rint(resolution * BORDER_PART / shrunk.zoom()), LEAST_BORDER);
    Edges cut = cut(shrunk, border);
    FaceView afterCut = shrunk.cut(cut);
    int enlarge = powerOfTwoFrom(shrunk.zoom());
    FaceView enlarged = enlarge > 1 ? afterCut.enlarged(enlarge) : afterCut;
    Edges missing = missing(enlarged, border);
    boolean pad = missing.largest() > border - TOLERATED;
    int least = (int) Math.rint(resolution * MARGIN_PART / enlarged.zoom());
    Edges margins = pad ? missing.atLeast(least) : new Edges(0, 0, 0, 0);
    FaceView result = pad ? enlarged.padded(margins) : enlarged;
    double sigma = pad ? resolution * BLUR_PART / enlarged.zoom() : 0;
    return new AlignmentPlan(
        square, start, shrink, shrunk, border, cut, afterCut, enlarge, enlarged, missing, margins,
        result, sigma);
  }

  private static Edges cut(FaceView view, int border) {
    Edges face = view.bounds();
    return new Edges(
        Math.max(face.left() - border, 0),
        Math.max(face.top() - border, 0),
        Math.min(face.right() + border, view.width()),
        Math.min(face.bottom() + border, view.height()));
  }

  private static Edges missing(FaceView view, int border) {
    Edges face = view.bounds();
    return new Edges(
        Math.max(border - face.left(), 0),
        Math.max(border - face.top(), 0),
        Math.max(face.right() - view.width() + border, 0),
        Math.max(face.bottom() - view.height() + border, 0));
  }

  /** The smallest power of two that is not below a number; 0 if that is no whole number. */
  private static int powerOfTwoFrom(double number) {
    int exponent = Math.getExponent(number);
    boolean exact = number == Math.scalb(1.0, exponent);
    return (int) Math.scalb(1.0, exact ? exponent : exponent + 1);
  }

  /** Whether the picture is cut. */
  boolean cuts() {
    return afterCut.width() < shrunk.width() || afterCut.height() < shrunk.height();
  }

  /** Whether margins are added. */
  boolean pads() {
    return margins.largest() > 0;
  }

  /** What the warp maps to the result: pixel centres lie half a pixel from their corners. */
  Quad corners() {
    return result.quad().moved(0.5f, 0.5f);
  }
}
