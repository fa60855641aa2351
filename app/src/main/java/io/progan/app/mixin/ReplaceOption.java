package io.progan.app.mixin;

import io.progan.dataset.write.BuildOptions;
import picocli.CommandLine.Option;

/** The option that lets a new dataset take the place of another. */
public final class ReplaceOption {

  @Option(
      names = "--replace",
      description = "Replace a dataset that is already in the folder (default: no).")
  boolean replace;

  /** The same options with this one. */
  public BuildOptions apply(BuildOptions options) {
    return options.withReplace(replace);
  }
}
