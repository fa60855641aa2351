package io.progan.app.run;

import io.progan.app.console.CommandFailure;
import io.progan.presets.config.RunConfig;
import io.progan.presets.schedule.ScheduleStage;
import io.progan.presets.schedule.TrainingSchedule;
import java.util.List;

/** Another number of replicas for a run that goes on. */
final class ReplicaChange {

  private ReplicaChange() {}

  /**
   * Checks that the mathematics stays: at each stage the same minibatch, in as large groups of the
   * minibatch stddev. (Which images meet in a group is another draw.)
   *
   * @throws CommandFailure naming the first stage that would differ
   */
  static void check(RunConfig before, RunConfig after, int resolution) {
    List<ScheduleStage> old = stages(before, resolution);
    List<ScheduleStage> changed = stages(after, resolution);
    for (int i = 0; i < old.size(); i++) {
      ScheduleStage stage = old.get(i);
      int minibatch = changed.get(i).minibatch();
      int group = group(before, stage.minibatch());
      int otherGroup = group(after, minibatch);
      boolean even = otherGroup > 0 && minibatch / after.replicas() % otherGroup == 0;
      if (minibatch != stage.minibatch() || group != otherGroup || !even) {
        throw CommandFailure.wrongUsage(
            "--gpus %d: would be another training at %dx%d (minibatch %d in stddev groups of %d, but %d in groups of %d with numGpus %d); keep %d"
                .formatted(
                    after.replicas(),
                    stage.resolution(),
                    stage.resolution(),
                    minibatch,
                    otherGroup,
                    stage.minibatch(),
                    group,
                    before.replicas(),
                    before.replicas()));
      }
    }
  }

  private static List<ScheduleStage> stages(RunConfig config, int resolution) {
    return TrainingSchedule.of(config, resolution).stages();
  }

  private static int group(RunConfig config, int minibatch) {
    int share = minibatch / config.replicas();
    if (share == 0 || config.generator().comparesImages()) {
      return share;
    }
    return config.discriminator().independentGroup(share);
  }
}
