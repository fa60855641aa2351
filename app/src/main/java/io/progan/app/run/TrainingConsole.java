package io.progan.app.run;

import io.progan.app.console.Console;
import io.progan.app.console.HumanFormat;
import io.progan.app.console.Progress;
import io.progan.core.training.TrainingListener;
import io.progan.core.training.tick.TickReport;
import io.progan.presets.schedule.ProgressState;
import io.progan.presets.schedule.ScheduleState;

/** Shows how a training goes on: one line a tick, and on a terminal a bar between the ticks. */
final class TrainingConsole implements TrainingListener, AutoCloseable {

  private final Console console;
  private final long totalImages;
  private final Progress progress;
  private final TickProgress tick;

  TrainingConsole(Console console, double totalKimg, ProgressState start) {
    this.console = console;
    this.totalImages = Math.round(totalKimg * 1000);
    this.progress = new Progress(console, "train");
    this.tick = new TickProgress(start, System::nanoTime);
  }

  /** The first iteration of a large network takes minutes: something is to be seen meanwhile. */
  @Override
  public void stageEntered(ScheduleState state, long bufferBytes) {
    progress.update(Math.min(tick.imagesSeen(), totalImages), totalImages);
    progress.message(tick.words(state));
  }

  @Override
  public void stageSplit(ScheduleState state, int images) {
    console.note(
        "warning: memory does not suffice at %dx%d; each replica now works on %d images at a time"
            .formatted(state.resolution(), state.resolution(), images));
  }

  @Override
  public void iterationEnded(long imagesSeen, ScheduleState state) {
    tick.iterationEnded(imagesSeen);
    progress.update(Math.min(imagesSeen, totalImages), totalImages);
    progress.message(tick.words(state));
  }

  @Override
  public void tickEnded(TickReport report) {
    tick.tickEnded(report.end().imagesSeen(), report.secondsPerKimg());
    console.clearBar();
    console.say(line(report));
  }

  /** The original's progress line; skipped updates are counted if there are any. */
  static String line(TickReport report) {
    var end = report.end();
    String skipped = report.skippedUpdates() == 0 ? "" : "  skipped " + report.skippedUpdates();
    return "tick %-5d kimg %-8.1f lod %-5.2f minibatch %-4d time %-12s sec/tick %-7.1f sec/kimg %-7.2f maintenance %.1f"
            .formatted(
                end.tick(),
                end.kimg(),
                end.state().lod(),
                end.state().minibatch(),
                HumanFormat.duration(report.totalSeconds()),
                report.tickSeconds(),
                report.secondsPerKimg(),
                report.maintenanceSeconds())
        + skipped;
  }

  @Override
  public void close() {
    progress.close();
  }
}
