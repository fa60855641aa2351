package io.progan.app.runs;

import io.progan.core.snapshot.TickStatistics;
import io.progan.presets.config.DatasetShape;
import io.progan.presets.config.RunConfig;
import io.progan.presets.schedule.ScheduleStage;
import io.progan.presets.schedule.TrainingSchedule;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How long a training will still take. An image costs more at each resolution, so that every stage
 * is estimated for itself: by its own ticks if it has some, else from the stages that have.
 *
 * @param seconds of all stages together
 * @param stages those that are not over, in order
 */
public record TimeLeft(double seconds, List<StageTime> stages) {

  /**
   * What is left of a stage.
   *
   * @param stage the stage
   * @param kimg thousands of images that it has still to show
   * @param secondsPerKimg of its training
   * @param measured whether this comes from ticks of the same resolution
   * @param seconds what is left, with the work between ticks
   */
  public record StageTime(
      ScheduleStage stage, double kimg, double secondsPerKimg, boolean measured, double seconds) {}

  private static final int RECENT_TICKS = 10;

  /**
   * Estimates.
   *
   * @param config of the run
   * @param shape of its images
   * @param ticks that have ended
   * @return empty before the first tick
   */
  public static Optional<TimeLeft> of(
      RunConfig config, DatasetShape shape, List<TickStatistics> ticks) {
    if (ticks.isEmpty()) {
      return Optional.empty();
    }
    double shown = ticks.get(ticks.size() - 1).kimg();
    StageSpeed speed = new StageSpeed(new StageCost(config, shape), ticks);
    double maintenance =
        ticks.stream()
            .skip(Math.max(0, ticks.size() - RECENT_TICKS))
            .mapToDouble(TickStatistics::maintenanceSeconds)
            .average()
            .orElse(0);
    List<StageTime> stages = new ArrayList<>();
    TrainingSchedule schedule = TrainingSchedule.of(config, shape.resolution());
    for (ScheduleStage stage : schedule.stages()) {
      double kimg = stage.toKimg() - Math.max(stage.fromKimg(), shown);
      if (kimg > 0) {
        double perKimg = speed.secondsPerKimg(stage);
        double seconds = kimg * (perKimg + maintenance / stage.tickKimg());
        stages.add(new StageTime(stage, kimg, perKimg, speed.measured(stage), seconds));
      }
    }
    double seconds = stages.stream().mapToDouble(StageTime::seconds).sum();
    return Optional.of(new TimeLeft(seconds, List.copyOf(stages)));
  }
}
