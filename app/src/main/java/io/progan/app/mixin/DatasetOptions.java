package io.progan.app.mixin;

import io.progan.app.console.CommandFailure;
import io.progan.dataset.write.BuildOptions;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Options of the commands that make a dataset. */
public final class DatasetOptions {

  @Option(
      names = "--shuffle",
      paramLabel = "0|1",
      defaultValue = "1",
      description = "Randomize the order of the images (default: ${DEFAULT-VALUE}).")
  int shuffle;

  @Mixin private final ReplaceOption replace = new ReplaceOption();

  /**
   * How the dataset is to be made.
   *
   * @throws CommandFailure if {@code --shuffle} is neither 0 nor 1
   */
  public BuildOptions options() {
    if (shuffle != 0 && shuffle != 1) {
      throw CommandFailure.wrongUsage("--shuffle: must be 0 or 1, got " + shuffle);
    }
    return replace.apply(BuildOptions.standard()).withShuffle(shuffle == 1);
  }
}
