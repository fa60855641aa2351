package io.progan.app.command.generate;

import io.progan.app.console.Console;
import io.progan.app.console.ExitCode;
import io.progan.app.console.StopSignal;
import io.progan.app.generate.Gallery;
import io.progan.app.generate.PictureOrder;
import io.progan.app.generate.TrainedNetwork;
import io.progan.app.generate.Written;
import io.progan.app.mixin.GlobalOptions;
import io.progan.app.mixin.LatentOptions;
import io.progan.app.mixin.NetworkOptions;
import io.progan.app.mixin.PictureOptions;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;

/** What the commands have in common that write pictures of any number of images. */
abstract class PicturesCommand implements Callable<Integer> {

  /** Lists a command's own options before those that all share. */
  static final int FIRST = -2;

  private final Console console;
  private final StopSignal stop;
  private final GlobalOptions global;

  @Mixin final NetworkOptions network = new NetworkOptions();

  @Mixin final LatentOptions latents = new LatentOptions();

  @Mixin final PictureOptions pictures = new PictureOptions();

  PicturesCommand(Console console, StopSignal stop, GlobalOptions global) {
    this.console = console;
    this.stop = stop;
    this.global = global;
  }

  /** Whether the user said how many pictures to make. */
  abstract boolean counted();

  /** Decides what to make with a generator. */
  abstract PictureOrder order(TrainedNetwork trained) throws IOException;

  @Override
  public final Integer call() throws IOException {
    latents.check(counted());
    pictures.check();
    global.prepare();
    try (TrainedNetwork trained = TrainedNetwork.open(network, console)) {
      latents.stand(trained.generator());
      Gallery gallery = new Gallery(trained, pictures, console, stop);
      Written written = gallery.make(order(trained));
      console.out().println(pictures.json() ? written.json() : written.text());
    }
    return ExitCode.DONE;
  }
}
