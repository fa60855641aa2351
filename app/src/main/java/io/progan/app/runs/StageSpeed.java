package io.progan.app.runs;

import io.progan.core.snapshot.TickStatistics;
import io.progan.presets.schedule.ScheduleStage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How fast each stage is. For stages without ticks, time is taken to be a part for each iteration
 * and a part for each floating-point operation, fitted to the stages with ticks so that the
 * relative errors are least.
 */
final class StageSpeed {

  private static final int RECENT_TICKS = 10;
  private static final double IMAGES_PER_KIMG = 1000;

  /** Stages that run the same graphs. */
  private record Key(int resolution, boolean fading) {}

  /** A stage's work for a kimg, and the seconds that it took. */
  private record Point(double iterations, double flops, double seconds) {}

  private final StageCost cost;
  private final Map<Key, Double> measured = new LinkedHashMap<>();
  private final double perIteration;
  private final double perFlop;

  StageSpeed(StageCost cost, List<TickStatistics> ticks) {
    this.cost = cost;
    Map<Key, List<TickStatistics>> byStage = new LinkedHashMap<>();
    for (TickStatistics tick : ticks) {
      Key key = new Key(tick.resolution(), tick.lod() != Math.floor(tick.lod()));
      byStage.computeIfAbsent(key, k -> new ArrayList<>()).add(tick);
    }
    List<Point> points = new ArrayList<>();
    byStage.forEach(
        (key, stage) -> {
          double seconds = median(stage);
          measured.put(key, seconds);
          points.add(point(key.resolution, stage.get(stage.size() - 1).minibatch(), seconds));
        });
    double[] parts = fit(points);
    perIteration = parts[0];
    perFlop = parts[1];
  }

  private Point point(int resolution, int minibatch, double seconds) {
    return new Point(
        IMAGES_PER_KIMG / minibatch, IMAGES_PER_KIMG * cost.flops(resolution), seconds);
  }

  /** The usual speed of the stage's newest ticks; the first of them also built the graphs. */
  private static double median(List<TickStatistics> stage) {
    double[] sorted =
        stage.stream()
            .skip(Math.max(0, stage.size() - RECENT_TICKS))
            .mapToDouble(TickStatistics::secondsPerKimg)
            .sorted()
            .toArray();
    return Math.max(sorted[(sorted.length - 1) / 2], Double.MIN_NORMAL);
  }

  /** Seconds for an iteration and for a floating-point operation, neither negative. */
  private static double[] fit(List<Point> points) {
    double ii = 0;
    double im = 0;
    double mm = 0;
    double i = 0;
    double m = 0;
    for (Point point : points) {
      double iterations = point.iterations / point.seconds;
      double flops = point.flops / point.seconds;
      ii += iterations * iterations;
      im += iterations * flops;
      mm += flops * flops;
      i += iterations;
      m += flops;
    }
    double determinant = ii * mm - im * im;
    double perIteration = points.size() < 2 ? 0 : (mm * i - im * m) / determinant;
    double perFlop = points.size() < 2 ? m / mm : (ii * m - im * i) / determinant;
    boolean possible = perIteration >= 0 && perFlop > 0;
    return possible ? new double[] {perIteration, perFlop} : new double[] {0, m / mm};
  }

  /** Whether the stage, or the same resolution in its other phase, has ticks. */
  boolean measured(ScheduleStage stage) {
    return measured.containsKey(new Key(stage.resolution(), true))
        || measured.containsKey(new Key(stage.resolution(), false));
  }

  double secondsPerKimg(ScheduleStage stage) {
    for (boolean fading : new boolean[] {stage.fading(), !stage.fading()}) {
      Double seconds = measured.get(new Key(stage.resolution(), fading));
      if (seconds != null) {
        return seconds;
      }
    }
    Point point = point(stage.resolution(), Math.max(1, stage.minibatch()), 0);
    return perIteration * point.iterations + perFlop * point.flops;
  }
}
