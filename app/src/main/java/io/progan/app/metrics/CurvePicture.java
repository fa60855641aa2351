package io.progan.app.metrics;

import java.util.List;
import java.util.Locale;

/** A curve through labelled points as an SVG picture. */
final class CurvePicture {

  private static final int WIDTH = 640;
  private static final int HEIGHT = 480;
  private static final int MARGIN = 60;

  private CurvePicture() {}

  /** A point and what stands beside it. */
  record Point(double x, double y, String label) {}

  static String svg(List<Point> points, String xName, String yName) {
    double[] xs = range(points.stream().mapToDouble(Point::x).toArray());
    double[] ys = range(points.stream().mapToDouble(Point::y).toArray());
    StringBuilder line = new StringBuilder();
    StringBuilder marks = new StringBuilder();
    for (Point point : points) {
      double x = MARGIN + (point.x - xs[0]) / (xs[1] - xs[0]) * (WIDTH - 2 * MARGIN);
      double y = HEIGHT - MARGIN - (point.y - ys[0]) / (ys[1] - ys[0]) * (HEIGHT - 2 * MARGIN);
      line.append(String.format(Locale.ROOT, "%.1f,%.1f ", x, y));
      marks.append(
          String.format(
              Locale.ROOT,
              "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"3\"/><text x=\"%.1f\" y=\"%.1f\">%s</text>%n",
              x,
              y,
              x + 6,
              y - 6,
              point.label));
    }
    return """
        <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" font-family="sans-serif" font-size="12">
        <rect width="100%%" height="100%%" fill="white"/>
        <path d="M%d %dV%dH%d" fill="none" stroke="black"/>
        <polyline points="%s" fill="none" stroke="steelblue"/>
        %s<text x="%d" y="%d" text-anchor="middle">%s: %s to %s</text>
        <text x="16" y="%d" text-anchor="middle" transform="rotate(-90 16 %d)">%s: %s to %s</text>
        </svg>
        """
        .formatted(
            WIDTH,
            HEIGHT,
            MARGIN,
            MARGIN,
            HEIGHT - MARGIN,
            WIDTH - MARGIN,
            line.toString().strip(),
            marks,
            WIDTH / 2,
            HEIGHT - MARGIN / 3,
            xName,
            number(xs[0]),
            number(xs[1]),
            HEIGHT / 2,
            HEIGHT / 2,
            yName,
            number(ys[0]),
            number(ys[1]));
  }

  private static double[] range(double... values) {
    double low = Double.POSITIVE_INFINITY;
    double high = Double.NEGATIVE_INFINITY;
    for (double value : values) {
      low = Math.min(low, value);
      high = Math.max(high, value);
    }
    return high > low ? new double[] {low, high} : new double[] {low - 0.5, low + 0.5};
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.4g", value);
  }
}
