package io.progan.app.command.generate;

import io.progan.app.console.CommandFailure;
import io.progan.app.console.Console;
import io.progan.app.console.ExitCode;
import io.progan.app.console.StopSignal;
import io.progan.app.generate.MadeVideo;
import io.progan.app.generate.TrainingVideo;
import io.progan.app.generate.VideoMaker;
import io.progan.app.mixin.VideoOptions;
import io.progan.core.snapshot.RunFinder;
import io.progan.core.snapshot.RunFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code progan generate training-video}. */
@Command(
    name = "training-video",
    sortOptions = false,
    description = "Make a video of a run's image grids over the time that the training took.",
    footerHeading = "%nExample:%n",
    footer = "  progan generate training-video latest --duration 10")
final class TrainingVideoCommand implements Callable<Integer> {

  private final Console console;
  private final StopSignal stop;

  @Parameters(
      index = "0",
      paramLabel = "RUN|latest",
      description = "A run's folder or number, or latest.")
  private String target;

  @Option(
      names = "--results",
      paramLabel = "DIR",
      defaultValue = "results",
      description = "Folder of the runs (default: ${DEFAULT-VALUE}).")
  private Path results;

  @Option(
      names = {"--duration", "--duration_sec"},
      paramLabel = "SECONDS",
      defaultValue = "20",
      description = "Length of the video (default: ${DEFAULT-VALUE}).")
  private double duration;

  @Option(
      names = {"--time-warp", "--time_warp"},
      paramLabel = "X",
      defaultValue = "1.5",
      description =
          "Above 1 the beginning of the training passes more slowly: after the part t of the video"
              + " the part t^X of the training has passed (default: ${DEFAULT-VALUE}).")
  private double timeWarp;

  @Mixin private final VideoOptions video = new VideoOptions();

  TrainingVideoCommand(Console console, StopSignal stop) {
    this.console = console;
    this.stop = stop;
  }

  @Override
  public Integer call() throws IOException {
    if (!(timeWarp > 0 && timeWarp <= 100)) {
      throw CommandFailure.wrongUsage(
          "--time-warp: must be above 0 and at most 100, got " + timeWarp);
    }
    video.check();
    int frames = video.frames(duration);
    RunFinder runs = new RunFinder(results);
    RunFolder run = target.equals(RunFinder.LATEST) ? runs.withSnapshot() : runs.run(target);
    Path name = run.path().toAbsolutePath().normalize().getFileName();
    Path file = video.file(Path.of("generated", name.toString()), "training");
    VideoMaker maker = new VideoMaker(video, console, stop);
    MadeVideo made = TrainingVideo.of(run).make(maker, file, frames, timeWarp);
    console.out().println(video.json() ? made.json() : made.text());
    return ExitCode.DONE;
  }
}
