package io.progan.app.run;

import io.progan.app.console.CommandFailure;
import io.progan.app.console.Console;
import io.progan.app.console.ExitCode;
import io.progan.app.console.HumanFormat;
import io.progan.core.benchmark.Preflight;
import io.progan.presets.config.DatasetShape;
import io.progan.presets.config.RunConfig;
import io.progan.presets.schedule.ScheduleStage;
import io.progan.presets.schedule.TrainingSchedule;
import java.io.IOException;

/**
 * Tries every stage of a training before it begins, and says what it takes.
 *
 * @param config the configuration
 * @param shape of the images
 * @param console where it is said
 */
record PreflightCheck(RunConfig config, DatasetShape shape, Console console) {

  /**
   * Tries the stages.
   *
   * @throws CommandFailure naming the stage that does not fit
   */
  void run() throws IOException {
    TrainingSchedule schedule = TrainingSchedule.of(config, shape.resolution());
    for (ScheduleStage stage : schedule.stages()) {
      Preflight.Result result = new Preflight(config, shape).run(stage);
      String name =
          "%dx%d %s, %d images a replica"
              .formatted(
                  stage.resolution(),
                  stage.resolution(),
                  StageTable.phase(stage),
                  result.perReplica());
      if (result.atATime() == 0) {
        throw new CommandFailure(
            ExitCode.FAILED,
            "preflight: "
                + name
                + ": does not fit into memory, even one stddev group at a time; use fewer feature"
                + " maps (fmapMax), or raise the limits with PROGAN_JAVA_OPTS");
      }
      String split =
          result.atATime() == result.perReplica()
              ? ""
              : "; fits %d at a time (same mathematics, slower; sched.maxMinibatchPerGpu.%d limits it)"
                  .formatted(result.atATime(), stage.resolution());
      console.say(
          "preflight: %s: %s, %.1f seconds%s"
              .formatted(name, HumanFormat.bytes(result.residentBytes()), result.seconds(), split));
    }
  }
}
