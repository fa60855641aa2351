package io.progan.app.command.generate;

import io.progan.app.console.Console;
import io.progan.app.console.ExitCode;
import io.progan.app.console.StopSignal;
import io.progan.app.generate.MadeVideo;
import io.progan.app.generate.Motion;
import io.progan.app.generate.TrainedNetwork;
import io.progan.app.generate.VideoMaker;
import io.progan.app.mixin.GlobalOptions;
import io.progan.app.mixin.MotionOptions;
import io.progan.app.mixin.NetworkOptions;
import io.progan.app.mixin.VideoOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code progan generate video}. */
@Command(
    name = "video",
    sortOptions = false,
    description = "Make a video of moving latents, which loops: a random walk, or key frames.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  progan generate video latest --duration 20 --zoom 8",
      "  progan generate video latest --grid-size 6x3 --seed 7 --smoothing 2",
      "  progan generate video latest --keyframes 3,17,42 --path smooth --duration 6 --format gif"
    })
final class GenerateVideoCommand implements Callable<Integer> {

  private final Console console;
  private final StopSignal stop;
  private final GlobalOptions global;

  @Mixin private final NetworkOptions network = new NetworkOptions();

  @Mixin private final MotionOptions motion = new MotionOptions();

  @Mixin private final VideoOptions video = new VideoOptions();

  GenerateVideoCommand(Console console, StopSignal stop, GlobalOptions global) {
    this.console = console;
    this.stop = stop;
    this.global = global;
  }

  @Override
  public Integer call() throws IOException {
    motion.check();
    video.check();
    int frames = video.frames(motion.duration());
    global.prepare();
    try (TrainedNetwork trained = TrainedNetwork.open(network, console)) {
      trained.checkShrink(motion.shrink());
      Motion moving = Motion.of(trained, network, motion, frames);
      Path file = video.file(trained.folder(), motion.keyframes().isEmpty() ? "walk" : "keyframes");
      VideoMaker maker = new VideoMaker(video, console, stop);
      MadeVideo made = maker.make(trained, moving, motion, file);
      console.out().println(video.json() ? made.json() : made.text());
    }
    return ExitCode.DONE;
  }
}
