package io.progan.app.run;

import io.progan.app.console.HumanFormat;
import io.progan.core.network.Stage;
import io.progan.core.training.step.StageMemory;
import io.progan.core.training.step.StageSize;
import io.progan.presets.config.DatasetShape;
import io.progan.presets.config.RunConfig;
import io.progan.presets.schedule.ScheduleStage;
import io.progan.presets.schedule.TrainingSchedule;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The memory that the stages of a training will take, by estimate.
 *
 * @param config the configuration
 * @param shape of the images
 * @param known what has been laid out so far, by stage and images of a replica
 */
record MemoryForecast(RunConfig config, DatasetShape shape, Map<StageSize, StageMemory> known) {

  /**
   * Nothing is laid out yet.
   *
   * @param config the configuration
   * @param shape of the images
   */
  MemoryForecast(RunConfig config, DatasetShape shape) {
    this(config, shape, new HashMap<>());
  }

  /** The estimate for a stage with a replica's whole minibatch. */
  StageMemory of(ScheduleStage stage) {
    return of(stage, stage.minibatch() / config.separateReplicas());
  }

  private StageMemory of(ScheduleStage stage, int images) {
    return known.computeIfAbsent(
        new StageSize(stage(stage), images),
        size -> StageMemory.of(config, shape, size.stage(), images));
  }

  /**
   * The largest of the stages that are still to come, in one line.
   *
   * @param fromKimg where the training begins
   * @param limitBytes what the process may take
   */
  String summary(double fromKimg, long limitBytes) {
    ScheduleStage largest =
        stages(fromKimg).stream()
            .max(Comparator.comparingLong(stage -> of(stage).totalBytes()))
            .orElseThrow();
    String limit =
        limitBytes == Long.MAX_VALUE
            ? ""
            : "; %s may be used".formatted(HumanFormat.bytes(limitBytes));
    return "memory: about %s, most of all at %dx%d with %s a replica"
            .formatted(
                HumanFormat.bytes(of(largest).totalBytes()),
                largest.resolution(),
                largest.resolution(),
                HumanFormat.count(largest.minibatch() / config.separateReplicas(), "image"))
        + limit;
  }

  /** A line for each resolution still to come that will not fit, with what would. */
  List<String> warnings(double fromKimg, long limitBytes) {
    List<String> warnings = new ArrayList<>();
    int warned = 0;
    for (ScheduleStage stage : stages(fromKimg)) {
      int images = stage.minibatch() / config.separateReplicas();
      int fit = fitting(stage, limitBytes);
      if (fit < images && stage.resolution() != warned) {
        warned = stage.resolution();
        warnings.add(
            "warning: %dx%d takes about %s with %s a replica, more than the %s that may be used; %s"
                .formatted(
                    warned,
                    warned,
                    HumanFormat.bytes(of(stage).totalBytes()),
                    HumanFormat.count(images, "image"),
                    HumanFormat.bytes(limitBytes),
                    advice(warned, fit)));
      }
    }
    return warnings;
  }

  private int fitting(ScheduleStage stage, long limitBytes) {
    return of(stage).totalBytes() <= limitBytes
        ? stage.minibatch() / config.separateReplicas()
        : StageMemory.imagesThatFit(
            config, shape, new StageSize(stage(stage), stage.minibatch()), limitBytes);
  }

  private static String advice(int resolution, int fit) {
    return fit == 0
        ? "not even one minibatch-stddev group fits; use fewer feature maps (fmapMax, fmapBase), or"
            + " go on elsewhere when the training ends there"
        : "%d at a time fit, which is how the training will work (same mathematics, slower); sched.maxMinibatchPerGpu.%d=%d makes the minibatch smaller instead"
            .formatted(fit, resolution, fit);
  }

  private static Stage stage(ScheduleStage stage) {
    return new Stage(Integer.numberOfTrailingZeros(stage.resolution()), stage.fading());
  }

  private List<ScheduleStage> stages(double fromKimg) {
    List<ScheduleStage> all = TrainingSchedule.of(config, shape.resolution()).stages();
    List<ScheduleStage> ahead = all.stream().filter(stage -> stage.toKimg() > fromKimg).toList();
    return ahead.isEmpty() ? all : ahead;
  }
}
