package io.progan.app.command.metrics;

import io.progan.app.console.CommandFailure;
import io.progan.app.console.Console;
import io.progan.app.console.StopSignal;
import io.progan.app.dataset.PictureOpener;
import io.progan.app.metrics.SampleSets;
import io.progan.app.mixin.PictureArguments;
import io.progan.dataset.source.PictureOptions;
import picocli.CommandLine.Mixin;

/** Options that say how the pictures of {@code --fakes} and {@code --reals} become images. */
final class PictureSetOptions {

  @Mixin private final PictureArguments pictures = new PictureArguments();

  /**
   * For a command that is about a run.
   *
   * @throws CommandFailure if one of them was given
   */
  void refuse() {
    if (!options().equals(PictureOptions.STANDARD)) {
      throw CommandFailure.wrongUsage(
          "--resolution, --crop, --channels and the like: only with --fakes; leave them out");
    }
  }

  /** What opens sets of images. */
  SampleSets sets(Console console, StopSignal stop) {
    return new SampleSets(PictureOpener.brief(console, stop), options());
  }

  private PictureOptions options() {
    return new PictureOptions(pictures.fit(), pictures.channels(), pictures.upright(), false, null);
  }
}
